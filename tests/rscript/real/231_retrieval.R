## Supplementary material: Retrieval interference, direct-access model
## ------------------------------------------------------------------
rm(list = ls())
if (!require("pacman")) install.packages("pacman")
pacman::p_load(dplyr, tidyr, brms, ggplot2, MASS, knitr)
select <- dplyr::select
rstan::rstan_options(auto_write = TRUE)

refit <- FALSE
nsubj <- 24; nitem <- 16

# Fake data --------------------------------------------------------------
set.seed(42)
Sigma <- matrix(c(.04, .006, .006, .01), 2, 2)
u <- MASS::mvrnorm(nsubj, c(0, 0), Sigma)
w <- rnorm(nitem, 0, .1)
dat <- expand.grid(subj = 1:nsubj, item = 1:nitem)
dat$cond <- ifelse((dat$subj + dat$item) %% 2 == 0, "high", "low")
dat$x <- ifelse(dat$cond == "high", 1, -1) / 2
p_fail <- plogis(-1 + .6 * dat$x)
fail <- rbinom(nrow(dat), size = 1, prob = p_fail)
mu <- 5.9 + u[dat$subj, 1] + w[dat$item] + u[dat$subj, 2] * dat$x + fail * .7
dat$rt <- round(rlnorm(nrow(dat), mu, .22))
dat$acc <- ifelse(fail == 1, rbinom(nrow(dat), 1, .7), rbinom(nrow(dat), 1, .97))
dat <- dat[order(dat$subj, dat$item), ]
rownames(dat) <- NULL
head(dat)
str(dat)

# Exclusions ------------------------------------------------------------
too_fast <- dat$rt < 200
too_slow <- dat$rt > 5000
cat("Removed:", sum(too_fast | too_slow), "of", nrow(dat), "trials (",
    format(100 * mean(too_fast | too_slow), digits = 2, nsmall = 1), "%)\n")
dat <- subset(dat, !(too_fast | too_slow))
bysubj <- aggregate(rt ~ subj + cond, data = dat, FUN = mean)
wide <- reshape(bysubj, idvar = "subj", timevar = "cond", direction = "wide")
colnames(wide) <- sub("rt.", "", colnames(wide), fixed = TRUE)
wide$diff <- with(wide, high - low)
tt <- t.test(wide$high, wide$low, paired = TRUE)
se <- function(x, na.rm = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  sd(x) / sqrt(length(x))
}
descr <- dat %>% group_by(cond) %>%
  summarise(M = mean(rt), SE = se(rt), logM = exp(mean(log(rt))), acc = mean(acc), N = n())
kable(descr, digits = 2, caption = "Condition means")
tab <- xtabs(~ cond + acc, dat)
prop.table(tab, margin = 1)
chisq <- chisq.test(tab, correct = FALSE)
round(chisq$statistic, 3)

# Priors -----------------------------------------------------------------
pri <- c(set_prior("normal(6, 0.5)", class = "Intercept", dpar = "mu1"),
         set_prior("normal(6.6, 0.5)", class = "Intercept", dpar = "mu2"),
         set_prior("normal(0, 0.1)", class = "b", dpar = c("mu1", "mu2")),
         set_prior("normal(0, 0.5)", class = "sigma1", lb = 0),
         set_prior("normal(0, 0.5)", class = "sigma2"))
m_formula <- bf(rt ~ 1 + x + (1 | subj) + (1 | item), theta2 ~ 1 + x)

if (refit) {
  m_direct <- brm(m_formula, family = mixture(lognormal(), lognormal()), data = dat,
                  prior = pri, iter = 4000, warmup = 2000, chains = 4, control = list(adapt_delta = .95, max_treedepth = 12))
  m_base <- update(m_direct, formula. = bf(rt ~ 1 + x + (1 | subj) + (1 | item), theta2 ~ 1))
  saveRDS(list(m_direct, m_base), "fits.rds")
  shinystan::launch_shinystan(m_direct)
}

est <- data.frame(par = c("b_mu1_x", "b_mu2_x", "theta2_x"), m = c(.02, .01, .58), s = c(.011, .03, .2))
est$lower <- est$m - 1.96 * est$s
est$upper <- est$m + 1.96 * est$s
est$txt <- sprintf("%s: %.2f [%.2f, %.2f]", est$par, est$m, est$lower, est$upper)
writeLines(est$txt)
est$par <- factor(est$par, levels = rev(est$par))
ggplot(est, aes(m, par)) + geom_vline(xintercept = 0, lty = 2) +
  geom_errorbarh(aes(xmin = lower, xmax = upper), height = .1) + geom_point(shape = 21, fill = "white", size = 3) +
  xlab("Estimate") + ylab("") + theme_bw()

simulate_rt <- function(n, theta, mu = c(5.9, 6.6), sigma = .22, ...) {
  stopifnot(length(mu) == 2, theta >= 0 && theta <= 1)
  k <- 1 + rbinom(n, 1, theta)
  structure(list(rt = rlnorm(n, mu[k], sigma), k = k), class = "rtsim")
}
print.rtsim <- function(x, ...) {
  cat("<rtsim>", length(x$rt), "trials,", sum(x$k == 2), "failures\n")
  invisible(x)
}
summary.rtsim <- function(object, probs = c(.1, .5, .9), ...) tapply(object$rt, object$k, quantile, probs = probs)
s <- simulate_rt(200, .3)
s
qs <- summary(s)
qmat <- do.call(rbind, qs)
dim(qmat)
powers <- sapply(c(.1, .3, .5), function(th) {
  d <- simulate_rt(100, th)
  mean(d$rt > quantile(d$rt, .5) * 1.5)
})
names(powers) <- paste0("theta_", c(.1, .3, .5))
powers
