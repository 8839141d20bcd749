# RT models with contaminants
library("brms")
library("dplyr")
library("ggplot2")
library("parallel")

N_CORES <- max(1, detectCores() - 1)
rexgauss <- function(n, mu, sigma, tau) rnorm(n, mu, sigma) + rexp(n, 1 / tau)

simulate_subject <- function(id, n = 40, p_cont = 0.08, rt_min = .15, rt_max = 3) {
  cond <- rep(c("congruent", "incongruent"), length.out = n)
  base <- rnorm(1, .45, .05)
  rt <- rexgauss(n, mu = base + .06 * (cond == "incongruent"), sigma = .04, tau = .12)
  is_cont <- as.logical(rbinom(n, 1, p_cont))
  rt[is_cont] <- runif(sum(is_cont), rt_min, rt_max)
  acc <- rbinom(n, 1, prob = ifelse(is_cont, .5, .95))
  data.frame(id = sprintf("S%02d", id), trial = seq_len(n), cond, rt, acc, is_cont, stringsAsFactors = TRUE)
}

set.seed(20190212)
dat <- do.call("rbind", lapply(1:10, simulate_subject))
dat$cond <- relevel(dat$cond, ref = "congruent")
contrasts(dat$cond) <- contr.sum(2) / 2
str(dat)
summary(dat$rt)
n_before <- nrow(dat)
dat <- subset(dat, rt > .1 & rt < 5)
cat(sprintf("Removed %d of %d trials (%.1f%%)\n", n_before - nrow(dat), n_before, 100 * (1 - nrow(dat) / n_before)))

agg <- aggregate(cbind(rt, acc) ~ cond + id, data = dat, FUN = mean)
wide <- reshape(agg[, c("id", "cond", "rt")], idvar = "id", timevar = "cond", direction = "wide")
wide$effect <- wide$rt.incongruent - wide$rt.congruent
t_res <- t.test(wide$effect)
t_res
eff_d <- mean(wide$effect) / sd(wide$effect)
aggregate(rt ~ cond, data = dat, FUN = function(x) c(mean = mean(x), sd = sd(x), n = length(x)))
quantiles <- tapply(dat$rt, list(dat$cond, dat$acc), quantile, probs = c(.1, .5, .9))
q_err <- quantiles[["congruent", "1"]]
dat$bin <- ave(dat$rt, dat$id, dat$cond, FUN = function(x) cut(x, quantile(x, 0:4 / 4), labels = FALSE, include.lowest = TRUE))
caf <- dat %>% group_by(cond, bin) %>% summarise(acc = mean(acc), rt = mean(rt), .groups = "keep")
delta <- with(caf, tapply(rt, list(bin, cond), mean))
delta <- cbind(delta, delta = delta[, 2] - delta[, 1])

op <- par(mfrow = c(1, 2), mar = c(4, 4, 1, 1), las = 1)
hist(dat$rt, breaks = 40, col = "lightgray", border = NA, main = "", xlab = "RT (s)", freq = FALSE)
lines(density(dat$rt, from = 0), lwd = 2)
rug(dat$rt[dat$is_cont], col = "red")
plot(delta[, "delta"], type = "b", pch = 19, xlab = "bin", ylab = "delta", ylim = range(c(0, delta[, "delta"])))
abline(h = 0, lty = 3)
legend("topleft", legend = c("delta", "zero"), lty = c(1, 3), bty = "n")
par(op)

# 1. plain exgaussian
m_exg <- brm(bf(rt ~ cond + (1 | id), beta ~ 1), data = dat, family = exgaussian(),
             chains = 2, iter = 500, cores = N_CORES, seed = 1, refresh = 0)
# 2. exgaussian, with a wide gaussian as contaminant
m_mix <- brm(
  bf(rt ~ 1, mu1 ~ cond + (1 | id), mu2 ~ 1),
  data = dat,
  family = mixture(exgaussian, gaussian, order = "none"),
  prior = c(set_prior("normal(0.5, 0.2)", class = "Intercept", dpar = "mu1"),
            set_prior("normal(1.5, 0.1)", class = "Intercept", dpar = "mu2"),
            set_prior("normal(0.85, 0.05)", class = "sigma2", lb = 0),
            set_prior("dirichlet(10, 1)", class = "theta")),
  chains = 2, iter = 500, cores = N_CORES, seed = 1, refresh = 0,
  save_pars = save_pars(all = TRUE)
)
m_mix
# 3. shifted lognormals
m_sln <- brm(bf(rt ~ cond + (1 | id), mu2 ~ 1), data = dat, family = mixture(shifted_lognormal, lognormal, order = FALSE), init = 0,
             prior = c(set_prior("normal(-1, .5)", class = "Intercept", dpar = "mu1"), set_prior("normal(0.2, .3)", class = "Intercept", dpar = "mu2"),
                       set_prior("dirichlet(10, 1)", class = "theta")),
             chains = 2, iter = 500, cores = N_CORES, seed = 1, refresh = 0)
rhats <- rhat(m_mix)
any(rhats > 1.1, na.rm = TRUE)
neff_ratio(m_mix) |> sort() |> head(3)
loos <- lapply(list(exg = m_exg, mix = m_mix, sln = m_sln), loo)
sapply(loos, function(l) l$estimates["looic", "Estimate"])
loo_compare(loos)
sapply(loos, \(l) sum(l$diagnostics$pareto_k > .7))

p_cont <- pp_mixture(m_mix)[, "Estimate", 2]
dat$p_cont <- p_cont
worst <- dat[order(-dat$p_cont), c("id", "trial", "rt", "p_cont", "is_cont")][1:6, ]
print(worst, row.names = FALSE, digits = 3)
tab <- table(true = dat$is_cont, flagged = dat$p_cont > .5)
addmargins(tab)
pdf("figs_rt.pdf", 7, 4)
pp_check(m_mix, type = "dens_overlay_grouped", group = "cond", ndraws = 30)
pp_check(m_sln, type = "stat_2d", stat = c("median", "mad"))
invisible(dev.off())
ce <- conditional_effects(m_mix, dpar = "mu1")
write.csv(ce$cond[, c("cond", "estimate__", "lower__", "upper__")], "effects.csv", row.names = FALSE)
