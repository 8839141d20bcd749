# Fast guesses in a task with a speed instruction (in the manner of a textbook chapter).
library(tidyverse)
library(brms)
library(bayesplot)
library(posterior)
options(mc.cores = 2, digits = 4)
theme_set(theme_light())

set.seed(42)
N <- 200
x <- sample(c(-.5, .5), N, replace = TRUE)
instruction <- rep(c("accuracy", "speed"), each = N / 2)
p_task <- c(accuracy = .95, speed = .75)
z <- rbinom(N, 1, p_task[instruction])
rt <- if_else(z == 1,
              rlnorm(N, 5.8 + .1 * x, .4),
              rlnorm(N, 5.2, .5))
acc <- if_else(z == 1, rbinom(N, 1, .99), rbinom(N, 1, .5))
df_dots <- tibble(x, instruction, rt = round(rt), acc, speed = (instruction == "speed") - .5)
df_dots %>%
  summarize(min = min(rt), median = median(rt), max = max(rt))
df_dots |>
  group_by(instruction) |>
  summarize(across(c(rt, acc), mean), n = n())
acc_by_bin <- df_dots |>
  mutate(bin = ntile(rt, 4)) |>
  group_by(bin) |>
  summarize(acc = mean(acc), lo = min(rt), hi = max(rt))
ggplot(df_dots, aes(x = rt, fill = factor(acc))) +
  geom_histogram(position = "identity", alpha = .5, binwidth = 50) +
  facet_grid(instruction ~ .) +
  scale_x_continuous("RT (ms)", limits = c(0, 1500)) +
  labs(fill = "correct")
priors_rt <- c(
  prior(normal(6, .5), class = Intercept, dpar = mu1),
  prior(normal(5, .5), class = Intercept, dpar = mu2),
  prior(normal(0, .2), class = b, dpar = mu1),
  prior(normal(.5, .3), class = sigma1, lb = 0),
  prior(normal(.5, .3), class = sigma2, lb = 0),
  prior(normal(-1, 1), class = Intercept, dpar = theta2),
  prior(normal(0, 1), class = b, dpar = theta2)
)
f <- bf(rt ~ 1, mu1 ~ x, theta2 ~ speed)
fit_fg <- brm(f, family = mixture(lognormal(), lognormal()), prior = priors_rt, data = df_dots,
              chains = 2, iter = 400, seed = 12, init = 0)
fit_fg
alpha <- as_draws_df(fit_fg)$b_theta2_Intercept
mean(plogis(alpha))
as_draws_df(fit_fg) %>%
  mutate(p_speed = plogis(b_theta2_Intercept + .5 * b_theta2_speed),
         p_acc = plogis(b_theta2_Intercept - .5 * b_theta2_speed),
         diff = p_speed - p_acc) %>%
  subset_draws(variable = c("p_speed", "p_acc", "diff")) %>%
  summarise_draws(mean, ~ quantile(.x, probs = c(0.025, 0.975)), rhat)
mcmc_dens(fit_fg, regex_pars = "^b_theta2")
pp_check(fit_fg, ndraws = 20) + coord_cartesian(xlim = c(0, 2000))
pp_check(fit_fg, type = "stat_grouped", stat = "median", group = "speed", ndraws = 50)
yrep <- posterior_predict(fit_fg, ndraws = 20)
ppc_dens_overlay(log(df_dots$rt), log(yrep))
effect_ms <- as_draws_df(fit_fg) |> transmute(d = exp(b_mu1_Intercept + .5 * b_mu1_x) - exp(b_mu1_Intercept - .5 * b_mu1_x))
c(mean = mean(effect_ms$d), quantile(effect_ms$d, c(.025, .975)))
