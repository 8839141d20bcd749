# As the help page of mixture() has it, written anew.
library(brms)

## two normal components, simulated
set.seed(1234)
dat <- data.frame(
  y = c(rnorm(200), rnorm(100, 6)),
  x = rnorm(300),
  z = sample(0:1, 300, TRUE)
)

## a simple normal mixture
mix <- mixture(gaussian, gaussian)
prior <- c(
  prior(normal(0, 7), Intercept, dpar = mu1),
  prior(normal(5, 7), Intercept, dpar = mu2)
)
fit1 <- brm(bf(y ~ x + z), dat, family = mix, prior = prior, chains = 2)
summary(fit1)
pp_check(fit1)

## other predictors for each component
fit2 <- brm(bf(y ~ 1, mu1 ~ x, mu2 ~ z), dat, family = mix, prior = prior, chains = 2)
summary(fit2)

## mixing proportions fixed
fit3 <- brm(bf(y ~ x + z, theta1 = 1, theta2 = 2), dat, family = mix, prior = prior, chains = 2, inits = 0)

## mixing proportions predicted
fit4 <- brm(bf(y ~ x + z, theta2 ~ x), dat, family = mix, prior = prior, chains = 2, inits = 0)
summary(fit4)

## compare
loo(fit1, fit2, fit3, fit4)
