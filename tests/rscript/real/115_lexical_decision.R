################################################################
## Lexical decision: shifted lognormal with contaminants
################################################################
if (!require("pacman")) install.packages("pacman")
pacman::p_load(brms, dplyr, tidyr, ggplot2, bayesplot, emmeans)

## helper functions ----
clean_by_sd <- function(data, k = 2.5) {
  data |>
    dplyr::group_by(subj) |>
    dplyr::mutate(m = mean(rt), s = sd(rt), out = abs(rt - m) > k * s) |>
    dplyr::ungroup()
}
se <- function(x, na.rm = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  sd(x) / sqrt(length(x))
}
dexgauss <- function(x, mu, sigma, tau) {
  lambda <- 1 / tau
  lambda * exp(lambda * (mu - x) + (sigma * lambda)^2 / 2) * pnorm(x, mu + sigma^2 * lambda, sigma)
}

## data ----
design <- expand.grid(subj = 1:10, item = 1:12, stringsAsFactors = TRUE)
design <- within(design, {
  freq <- ifelse(item <= 6, "high", "low")
  lex  <- ifelse(item %% 2 == 0, "word", "nonword")
  len  <- 4 + item %% 4
})
d <- transform(design, freq = factor(freq, levels = c("low", "high")), lex = factor(lex))
i <- seq_len(nrow(d))
d$rt <- with(d, 250 + exp(5.6 + .2 * (lex == "nonword") - .15 * (freq == "high") + .03 * len + .35 * qnorm((i * 0.618) %% 1 * .98 + .01)))
fast <- i %% 41 == 0; slow <- i %% 37 == 0
d$rt[fast] <- 150 + i[fast] %% 30
d$rt[slow] <- d$rt[slow] * 4
d$acc <- as.integer(!(fast & d$lex == "word"))
str(d)
summary(d$rt)

## trimming ----
d <- clean_by_sd(d)
trim <- d |> filter(!out, rt > 200)
sprintf("%d of %d trials (%.1f%%) trimmed", nrow(d) - nrow(trim), nrow(d), 100 * (1 - nrow(trim) / nrow(d)))
means <- trim |> group_by(subj, freq, lex) |> summarise(rt = mean(rt), .groups = "drop") |>
  group_by(freq, lex) |> summarise(M = mean(rt), SE = se(rt), n = n(), .groups = "drop")
cells <- xtabs(rt ~ freq + lex, aggregate(rt ~ freq + lex, data = trim, FUN = mean))
inter <- diff(cells[, "nonword"]) - diff(cells[, "word"])
q_by <- do.call(rbind, tapply(d$rt, d$lex, quantile, probs = c(.1, .5, .9)))
outlier_tab <- d |> count(subj, out) |> pivot_wider(names_from = out, values_from = n, values_fill = 0, names_prefix = "out_")
t_res <- t.test(rt ~ lex, data = trim)
round(c(t = unname(t_res$statistic), p = t_res$p.value), 3)
nll <- function(p) -sum(log(dexgauss(d$rt[!slow & !fast], p[1], exp(p[2]), exp(p[3]))))
start <- c(500, log(50), log(100))
nll(start)

## coding ----
d <- d |> mutate(
  len_z = as.numeric(scale(len)),
  trial_c = scale(item, scale = FALSE)[, 1],
  rt_s = rt / 1000
)
contrasts(d$freq) <- contr.sum(2) / 2
contrasts(d$lex) <- c(-.5, .5)
colnames(contrasts(d$lex)) <- "word"
contrasts(d$freq)
X <- model.matrix(~ freq * lex + len_z, d)
round(crossprod(X)[1:2, 1:2], 2)
qr(X)$rank

## model ----
mix <- mixture(shifted_lognormal, lognormal, order = "none")
bform <- bf(rt_s ~ 1,
            mu1 ~ freq * lex + len_z + (1 | subj) + (1 | item),
            mu2 ~ 1,
            sigma1 ~ 1, sigma2 ~ 1,
            theta2 ~ 1)
bprior <- c(prior(normal(-1, .5), class = "Intercept", dpar = "mu1"),
            prior(normal(0, .3), class = "b", dpar = "mu1"),
            prior(normal(0, 1), class = "Intercept", dpar = "mu2"),
            prior(normal(0, .3), class = "sd", dpar = "mu1"),
            prior(normal(-3, 1), class = "Intercept", dpar = "theta2"))
mod <- brm(bform, d, family = mix, prior = bprior, warmup = 1000, iter = 3000, chains = 4, inits = 0, cores = parallel::detectCores() - 1, seed = 99,
         save_pars = save_pars(all = TRUE), sample_prior = "yes")
m_exg <- brm(rt_s ~ freq * lex + (1 | subj), data = subset(d, !out), family = exgaussian(), chains = 2, iter = 1500, seed = 99)
mod
post <- posterior_summary(mod, variable = c("b_mu1_Intercept", "b_mu1_freq1", "b_theta2_Intercept"))
round(post, 2)
(h <- hypothesis(mod, c("mu1_freq1 < 0", "mu1_lexword = 0", "mu1_freq1:lexword > 0")))
h$hypothesis$Evid.Ratio[1]
plot(h, plot = FALSE)[[1]] + theme_bw()
ce <- conditional_effects(mod, effects = "freq:lex", dpar = "mu1")
plot(ce, plot = FALSE, cat_args = list(size = 3))[[1]] + scale_colour_manual(values = c("black", "orange")) + labs(y = "log(RT - shift)")
conditional_effects(m_exg, "lex", re_formula = NULL, prob = .9)
em <- emmeans(m_exg, ~ freq | lex)
pairs(em)
mcmc_intervals(mod, pars = vars(starts_with("b_mu1")), prob = .66) + vline_0(linetype = 2)
cont <- d |> mutate(p2 = pp_mixture(mod)[, 1, 2]) |> filter(p2 > .5) |> select(subj, item, rt, out, p2)
caught <- table(model = d$out, sim = slow | fast)
with(d, mean(out[slow]))
q25 <- apply(posterior_epred(mod, ndraws = 50), 2, quantile, .25)
save(mod, cont, file = "lexdec.RData")
