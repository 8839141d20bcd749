# Zero-inflated counts, the fish data in the manner of brms_distreg
library(brms)
library(tidyverse)
library(loo)
set.seed(99)
zinb <- data.frame(persons = sample(1:4, 150, replace = TRUE), child = sample(0:3, 150, replace = TRUE),
                   camper = factor(sample(c("no", "yes"), 150, replace = TRUE)))
zinb$camper <- relevel(zinb$camper, ref = "yes")
lambda <- with(zinb, exp(-1 + 0.6 * persons - 0.5 * child + 0.4 * (camper == "yes")))
zinb$count <- rpois(150, lambda) * rbinom(150, 1, 0.65)
summary(zinb)
table(zinb$count == 0)
zinb %>% count(camper, zero = count == 0) %>% group_by(camper) %>% mutate(prop = n / sum(n))
fit_zinb1 <- brm(count ~ persons + child + camper, data = zinb, family = zero_inflated_poisson(),
  chains = 2, iter = 500, seed = 1, refresh = 0)
fit_zinb2 <- brm(bf(count ~ persons + child + camper, zi ~ child), data = zinb, family = zero_inflated_poisson(),
  chains = 2, iter = 500, seed = 1, refresh = 0)
fit_mix <- brm(bf(count ~ 1, mu1 ~ persons + child), data = zinb, family = mixture("poisson", "poisson"),
  prior = c(prior(normal(0, 1), Intercept, dpar = mu1), prior(normal(-2, 1), Intercept, dpar = mu2)),
  chains = 2, iter = 500, seed = 1, refresh = 0)
fit_zinb1 <- add_criterion(fit_zinb1, "loo")
fit_zinb2 <- add_criterion(fit_zinb2, "loo")
fit_mix <- add_criterion(fit_mix, c("loo", "waic"))
comp <- loo_compare(fit_zinb1, fit_zinb2, fit_mix)
print(comp, simplify = FALSE, digits = 2)
rownames(comp)
loo1 <- loo(fit_zinb1)
loo1$estimates["elpd_loo", "Estimate"]
loo1$estimates
sum(loo1$diagnostics$pareto_k > 0.7)
model_weights(fit_zinb1, fit_zinb2, weights = "loo") %>% round(3)
plot(conditional_effects(fit_zinb2), ask = FALSE)
ce <- conditional_effects(fit_zinb2, effects = "persons:camper")
plot(ce, plot = FALSE)[[1]] + labs(y = "fish") + theme_classic()
fitted(fit_zinb2, newdata = data.frame(persons = 1:4, child = 0, camper = "yes"), dpar = "zi")
models <- list(zip = fit_zinb1, zip_child = fit_zinb2)
map(models, fixef)
map_dbl(models, ~ loo(.x)$estimates["looic", "Estimate"])
map_dfr(models, ~ as.data.frame(fixef(.x)) %>% rownames_to_column("term"), .id = "model")
res <- lapply(models, function(m) summary(m)$fixed)
res$zip["persons", "Estimate"]
do.call(rbind, lapply(names(models), function(n) data.frame(model = n, waic = waic(models[[n]])$estimates["waic", 1])))
bayes_R2(fit_zinb1)
sapply(models, function(m) round(mean(rhat(m)), 2))
for (n in names(models)) cat(n, ":", nrow(fixef(models[[n]])), "coefficients\n")
