# Fast guesses: theta predicted by condition (Nicenboim, Schad, Vasishth's manner)
library(brms)
library(dplyr)
library(ggplot2)
library(tidybayes)
library(bayesplot)
set.seed(42)
N <- 300
cond <- rep(c(-1, 1), each = N / 2)
z <- rbinom(N, 1, plogis(1.5 + 0.5 * cond))
rt <- ifelse(z == 1, rlnorm(N, 6 + 0.1 * cond, 0.25), rlnorm(N, 5, 0.3))
acc <- ifelse(z == 1, rbinom(N, 1, 0.95), rbinom(N, 1, 0.5))
df_rt <- tibble(subj = rep(1:30, 10), cond = cond, rt = rt, acc = acc)
str(df_rt)
head(df_rt, 3)
df_rt |> summarise(mean_rt = mean(rt), sd_rt = sd(rt), .by = cond)
hist(df_rt$rt, breaks = 30, main = "Reaction times", xlab = "ms")
hist(log(df_rt$rt))

priors <- c(
  set_prior("normal(5, 0.5)", class = "Intercept", dpar = "mu1"),
  set_prior("normal(6, 0.5)", class = "Intercept", dpar = "mu2"),
  set_prior("normal(0, 0.3)", class = "b", dpar = "mu2"),
  set_prior("normal(1, 1)", class = "Intercept", dpar = "theta2"),
  set_prior("normal(0, 1)", class = "b", dpar = "theta2")
)
get_prior(bf(rt ~ 1, mu1 ~ 1, mu2 ~ cond, theta2 ~ cond), df_rt, mixture(lognormal, lognormal),
          prior = priors)
fit_mix <- brm(
  bf(rt ~ 1, mu1 ~ 1, mu2 ~ cond, theta2 ~ cond),
  family = mixture(lognormal, lognormal),
  data = df_rt, prior = priors, chains = 2, cores = 2, iter = 500, seed = 1,
  init = function() list(Intercept_mu1 = 5, Intercept_mu2 = 6)
)
fit_mix
posterior_summary(fit_mix, variable = c("b_mu1_Intercept", "b_mu2_Intercept", "b_theta2_Intercept", "b_theta2_cond"))
draws <- as_draws_df(fit_mix)
p_att <- plogis(draws$b_theta2_Intercept + c(-1, 1)[2] * draws$b_theta2_cond)
c(mean = mean(p_att), quantile(p_att, c(.025, .975)))
draws %>%
  mutate(p_low = plogis(b_theta2_Intercept - b_theta2_cond),
         p_high = plogis(b_theta2_Intercept + b_theta2_cond),
         diff = p_high - p_low) %>%
  select(p_low, p_high, diff) %>%
  summarise(across(everything(), list(mean = mean, lower = ~ quantile(.x, .025), upper = ~ quantile(.x, .975))))
mcmc_dens(fit_mix, regex_pars = "^b_")
mcmc_areas(as.array(fit_mix), pars = c("b_mu1_Intercept", "b_mu2_Intercept"))
mcmc_trace(as.array(fit_mix), regex_pars = "sigma")
mcmc_hist(as_draws_df(fit_mix), pars = "b_theta2_cond")
pp_check(fit_mix, ndraws = 50) + xlim(0, 1500)
pp_check(fit_mix, type = "stat_grouped", stat = "mean", group = "cond")
hypothesis(fit_mix, "theta2_cond > 0")
h <- hypothesis(fit_mix, "plogis(theta2_Intercept + theta2_cond) - plogis(theta2_Intercept - theta2_cond) = 0", class = "b")
h$hypothesis$Estimate
