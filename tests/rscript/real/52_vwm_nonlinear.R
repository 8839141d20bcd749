# Continuous report of colours: a mixture with non-linear parameters.
library(brms)
library(tidyverse)
wrap <- function(x) ((x + pi) %% (2 * pi)) - pi
deg2rad <- function(deg) deg * pi / 180
set.seed(777)
n_sub <- 6; n_tr <- 30
d <- crossing(id = 1:n_sub, ss = c(2, 4), trial = 1:n_tr)
d <- d %>%
  mutate(pmem = if_else(ss == 2, .9, .6),
         mem = runif(n()) < pmem,
         resp_deg = round(if_else(mem, rnorm(n(), 0, 20), runif(n(), -180, 180))),
         y = wrap(deg2rad(resp_deg)),
         ss = factor(ss, levels = c(2, 4), labels = c("two", "four")))
d %>% count(ss, mem) %>% pivot_wider(names_from = mem, values_from = n, names_prefix = "mem_", values_fill = 0)
by_ss <- d %>%
  group_by(ss) %>%
  summarise(n = n(), mad = mean(abs(y)), .groups = "drop") %>%
  rowwise() %>%
  mutate(deg = round(mad * 180 / pi, 1)) %>%
  ungroup()
wide <- d %>%
  group_by(id, ss) %>%
  summarise(err = mean(abs(y))) %>%
  pivot_wider(names_from = ss, values_from = err)
diffs <- wide$four - wide$two
t_value <- mean(diffs) / (sd(diffs) / sqrt(length(diffs)))
ff <- bf(y ~ 1,
         nlf(kappa1 ~ exp(lk)),
         lk ~ 1,
         nlf(theta1 ~ tm),
         tm ~ 0 + ss,
         mu1 ~ 1,
         mu2 ~ 1,
         nl = TRUE)
mix <- mixture(von_mises, von_mises, order = FALSE)
pr <- prior(constant(0), class = "Intercept", dpar = "mu1") +
  prior(constant(0), class = "Intercept", dpar = "mu2") +
  prior(constant(0.0001), class = "kappa2") +
  prior(normal(2, 1), nlpar = "lk") +
  prior(logistic(0, 1), nlpar = "tm")
fit <- brm(ff, data = d, family = mix, prior = pr, chains = 2, iter = 300, cores = 2, init = 0, seed = 3, backend = "rstan")
fixef(fit)
pm <- fixef(fit)[grepl("^tm", rownames(fixef(fit))), 1]
plogis(pm)
draws <- as_draws_df(fit)
draws %>%
  as_tibble() %>%
  dplyr::select(starts_with("b_tm")) %>%
  pivot_longer(everything(), names_to = "par", values_to = "value") %>%
  mutate(par = str_remove(par, "b_tm_ss"), p = plogis(value)) %>%
  group_by(par) %>%
  summarise(across(p, list(mean = mean, lower = ~ quantile(.x, .025), upper = ~ quantile(.x, .975))))
sd_deg <- draws %>% pull(b_lk_Intercept) %>% exp() %>% (function(k) sqrt(1 / exp(k)))() %>% (\(s) s * 180 / pi)()
quantile(sd_deg, c(.1, .9))
