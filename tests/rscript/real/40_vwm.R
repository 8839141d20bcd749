# Bays-style mixture: von Mises and uniform guessing
pacman::p_load(here, tidyverse, brms, tidybayes, patchwork, gghalves)
here::i_am("40_vwm.R")
options(mc.cores = 4, brms.backend = "cmdstanr")
wrap <- function(x) ((x + pi) %% (2 * pi)) - pi
rad2deg <- function(rad) rad * 180 / pi
set.seed(10)
n <- 240
dat <- tibble(setsize = factor(rep(c(2, 4, 6), each = n / 3)), guess = rbinom(n, 1, rep(c(.05, .2, .4), each = n / 3)),
              error = if_else(guess == 1, runif(n, -pi, pi), wrap(rnorm(n, 0, .4))))
dat %>% group_by(setsize) %>% summarise(sd_deg = sd(rad2deg(error)), n = n(), se = sd_deg / sqrt(n))
dat %>% ggplot(aes(error, fill = setsize)) + geom_histogram(aes(y = after_stat(density)), bins = 25) + facet_grid(. ~ setsize) + theme(legend.position = "none")
mix_vm <- mixture(von_mises(link = "identity"), von_mises(link = "identity"), order = "none")
f_mix <- bf(error ~ 1, mu1 ~ 1, mu2 ~ 1, kappa1 ~ 0 + setsize, kappa2 ~ 1, theta1 ~ 0 + setsize)
p_mix <- prior(constant(0), class = Intercept, dpar = mu1) + prior(constant(0), class = Intercept, dpar = mu2) + prior(constant(-100), class = Intercept, dpar = kappa2) + prior(normal(2, 1), class = b, dpar = kappa1) + prior(logistic(0, 1), class = b, dpar = theta1)
fit_vm <- brm(f_mix, dat, family = mix_vm, prior = p_mix, chains = 2, iter = 400, seed = 4, init = 0, sample_prior = "no", save_pars = save_pars(all = TRUE), file = here("output", "fit_vm"), file_refit = "on_change")
fx <- fixef(fit_vm)
fx[startsWith(rownames(fx), "theta1"), ]
inv_logit_scaled(fx[grepl("theta1", rownames(fx)), "Estimate"])
pm_draws <- fit_vm %>% as_draws_df() %>% as_tibble() %>% select(contains("theta1_setsize")) %>% mutate(across(everything(), plogis)) %>% gather(par, value) %>% mutate(setsize = parse_number(str_remove(par, "b_theta1_")))
pm_draws %>% group_by(par) %>% mean_hdi(value)
p1 <- pm_draws %>% ggplot(aes(par, value)) + geom_violin() + stat_summary(fun = mean, geom = "point") + coord_flip()
p2 <- ggplot(dat, aes(setsize, error)) + stat_summary(fun.data = mean_se)
p1 + p2 + plot_layout(widths = c(1, 2)) & theme_minimal()
ggsave(here("figures", "vm.pdf"), p1, width = 5, height = 3)
pr_tab <- prior_summary(fit_vm)
as_tibble(pr_tab) %>% filter(prior != "") %>% select(prior, class, dpar)
hypothesis(fit_vm, c("theta1_setsize2 > theta1_setsize6", "exp(kappa1_setsize2) = exp(kappa1_setsize6)"))
