# Predictors with missing values and with measurement error.
library(brms)

set.seed(1)
z <- rnorm(40)
x <- z + rnorm(40)
d <- data.frame(y = 2 * x + rnorm(40), x = x, z = z, s = 0.3)
d$x[c(3, 8)] <- NA

form <- bf(y ~ mi(x) + z) + bf(x | mi() ~ z) + set_rescor(FALSE)
fit1 <- brm(form, data = d, prior = prior(normal(0, 2), class = b, resp = y),
            chains = 1, iter = 200, seed = 1)
summary(fit1)

measured <- d[!is.na(d$x), ]
fit2 <- brm(y ~ me(x, s) + z, data = measured, prior = prior(normal(0, 2), class = meanme),
            save_pars = save_pars(latent = TRUE), chains = 1, iter = 200, seed = 1)
print(fixef(fit2))

fit3 <- brm(bf(x | mi(s) ~ z), data = d, chains = 1, iter = 200, seed = 1)
