library(brms)
set.seed(1)
dat <- data.frame(y = c(rnorm(100), rnorm(50, 2)), x = rnorm(150))
mix <- mixture(gaussian, nmix = 2)
prior <- c(
  prior(normal(0, 5), Intercept, nlpar = mu1),
  prior(normal(0, 5), Intercept, nlpar = mu2),
  prior(dirichlet(2, 2), theta)
)
fit1 <- brm(bf(y ~ x), dat, family = mix, prior = prior, chains = 2, inits = 0)
summary(fit1)
ppm <- pp_mixture(fit1)
str(dat)
head(ppm[, 1:4, 1])
head(ppm[, "Estimate", 2])
raw <- pp_mixture(fit1, newdata = dat[1:10, ], summary = FALSE)
dim(raw)
raw[1, 2, 1]
