library(brms)
# Poisson regression with group-level intercepts
d <- read.csv("seizures.csv")
prior1 <- prior(normal(0, 10), class = b) + prior(cauchy(0, 2), class = sd)
fit1 <- brm(count ~ zAge + zBase * Trt + (1 | patient),
            data = d, family = poisson(), prior = prior1)
summary(fit1)
plot(fit1, ask = FALSE)
head(predict(fit1))

# an outcome with a zero-inflated component
fit2 <- brm(count ~ zAge, data = d, family = mixture(zero_inflated_poisson(), poisson()),
            control = list(adapt_delta = 0.95), threads = threading(2), backend = "cmdstanr",
            refresh = 0, save_pars = save_pars(all = TRUE), file = "fits/zip.rds", file_refit = "on_change")
fit2 <- add_criterion(fit2, "loo")
print(fit2, digits = 2)
fixef(fit2)[, "Estimate"]
posterior_samples(fit2)$b_mu1_zAge
hypothesis(fit2, "mu1_zAge > 0")
nsamples(fit2)
bayes_R2(fit1)
loo_compare(loo(fit1), loo(fit2))
