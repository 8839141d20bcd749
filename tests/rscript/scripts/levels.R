# A mixture with group-level effects, of data in a file.
library(brms)

d <- read.csv("d.csv")

fit1 <- brm(y ~ x + z + (1 | g), data = d, family = mixture(gaussian, gaussian),
            chains = 2, iter = 300, cores = 2, seed = 3, control = list(adapt_delta = 0.9))
fit2 <- brm(bf(y ~ x + z, theta1 ~ x), data = d, family = mixture(gaussian, nmix = 2, order = "mu"),
            prior = c(prior(normal(0, 2), class = b, dpar = mu1), set_prior("normal(0, 9)", class = "Intercept", dpar = "mu1")),
            chains = 2, iter = 300, seed = 3)

summary(fit2)
ranef(fit1)
VarCorr(fit1)
loo(fit1, fit2)
pp <- pp_mixture(fit1)
head(pp[, "Estimate", ])
fitted(fit1, newdata = data.frame(x = 0, z = 0.5, g = "g1"))
pp_check(fit1)
