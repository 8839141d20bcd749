# Seedling counts along an elevation gradient: hurdle, zero-inflated and two-population models
suppressPackageStartupMessages({
  library(tidyverse)
  library(brms)
  library(broom)
})
set.seed(414)

# --- sites and plots ----
sites <- tibble(
  site = paste0("S", formatC(1:12, width = 2, flag = "0")),
  elev = round(seq(300, 1850, length.out = 12), -1),
  aspect = rep_len(c("north", "south", "flat"), 12)
) %>%
  mutate(elev_z = as.numeric(scale(elev)),
         zone = cut(elev, breaks = c(0, 700, 1300, Inf), labels = c("low", "mid", "high"), right = FALSE))
plots <- sites %>%
  slice(rep(1:n(), each = 10)) %>%
  group_by(site) %>%
  mutate(plot = row_number()) %>%
  ungroup() %>%
  mutate(canopy = round(rbeta(n(), 3, 2), 2),
         present = rbinom(n(), 1, plogis(1 - .8 * elev_z)),
         count = present * rpois(n(), exp(1.2 + .5 * canopy)),
         area = sample(c(1, 2, 4), n(), replace = TRUE))

# --- first look ----
plots %>% count(zone, absent = count == 0) %>% complete(zone, absent, fill = list(n = 0))
occ <- plots %>%
  group_by(zone) %>%
  summarise(plots = n(), zeros = sum(count == 0), mean = mean(count), var = var(count), vmr = var / mean)
occ %>% mutate(expected = plots * dpois(0, mean), excess = zeros - expected)

# one GLM per zone, kept in list columns
nested <- plots %>%
  group_by(zone) %>%
  nest() %>%
  mutate(n = map_int(data, nrow),
         model = map(data, ~ glm(count ~ canopy, family = poisson, data = .x)),
         tidied = map(model, tidy),
         glanced = map(model, glance),
         disp = map_dbl(model, ~ sum(residuals(.x, type = "pearson")^2) / .x$df.residual))
coefs <- nested %>%
  select(zone, tidied) %>%
  unnest(tidied) %>%
  ungroup() %>%
  filter(term != "(Intercept)")
aics <- nested %>% unnest(glanced) %>% ungroup() %>% select(zone, AIC, deviance)
ratio <- nested %>% pull(disp)
coefs %>% transmute(zone, est = sprintf("%.2f (%.2f)", estimate, std.error), stars = case_when(p.value < .001 ~ "***", p.value < .01 ~ "**", p.value < .05 ~ "*", TRUE ~ ""))
logit <- glm(I(count > 0) ~ elev_z + canopy, data = plots, family = binomial(link = "logit"))
round(coef(summary(logit)), 3)
tidy(logit, conf.int = FALSE, exponentiate = TRUE) %>% mutate(across(where(is.numeric), signif, 3))
new <- expand_grid(elev_z = c(-1, 0, 1), canopy = mean(plots$canopy))
new$p <- predict(logit, newdata = new, type = "response")

# --- Bayesian models ----
families <- list(pois = poisson(), zip = zero_inflated_poisson(), hu = hurdle_poisson())
common <- list(data = plots, chains = 2, iter = 300, refresh = 0, seed = 9, silent = 2)
fits <- imap(families, function(fam, nm) {
  message("fitting ", nm)
  exec(brm, bf(count ~ elev_z + canopy + offset(log(area))), family = fam, !!!common)
})
mix <- brm(bf(count ~ 1, mu1 ~ 1, mu2 ~ canopy, theta1 ~ elev_z),
           data = plots, family = mixture(poisson, poisson),
           prior = c(set_prior("normal(-3, .5)", class = "Intercept", dpar = "mu1"),
                     set_prior("normal(1, 1)", class = "Intercept", dpar = "mu2"),
                     set_prior("normal(0, 1)", class = "b", dpar = c("mu2", "theta1"))),
           chains = 2, iter = 300, seed = 10, refresh = 0, control = list(adapt_delta = .95))
fits$mix <- mix
tibble(model = names(fits), elpd = map_dbl(fits, ~ loo(.x)$estimates["elpd_loo", "Estimate"])) %>%
  mutate(delta = elpd - max(elpd)) %>%
  arrange(-delta)

# posterior predictive checks
prop_zero <- function(z) mean(z == 0)
pp_check(mix, type = "stat", stat = "prop_zero", ndraws = 100)
pp_check(fits$hu, type = "rootogram", style = "hanging")
pp_check(mix, type = "bars", ndraws = 100) + coord_cartesian(xlim = c(-.5, 15))
yrep <- posterior_predict(mix, ndraws = 50)
tibble(rep = 1:50, zeros = apply(yrep, 1, prop_zero), max = apply(yrep, 1, max)) %>%
  summarise(p_zero = mean(zeros >= prop_zero(plots$count)), p_max = mean(max >= max(plots$count)))
pred <- fitted(mix, newdata = expand_grid(elev_z = seq(-1.5, 1.5, by = .5), canopy = .6), dpar = "theta1") %>% as_tibble()
pred %>% mutate(elev_z = seq(-1.5, 1.5, by = .5)) %>%
  ggplot(aes(elev_z, Estimate, ymin = Q2.5, ymax = Q97.5)) + geom_ribbon(alpha = .2) + geom_line()
walk(names(fits), ~ saveRDS(fits[[.x]], file = paste0("fit_", .x, ".rds")))
