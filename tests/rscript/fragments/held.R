# Fragments of R about results of fits as R holds them: matrices and arrays. start_of_held.R precedes each of them.

out <- fixef(fit)

out <- fixef(fit, summary = FALSE)[1:3, ]

out <- fixef(fit, pars = c("mu2_x", "mu1_Intercept"))

out <- t(fixef(fit))

out <- VarCorr(fit)$g$sd

out <- VarCorr(fit, summary = FALSE)$g$sd[1:3, ]

out <- length(VarCorr(fit)$g$sd)

out <- vcov(fit)[1:2, 1:2]

out <- posterior_summary(two)

out <- posterior_interval(two, prob = .5, variable = "sigma1")

out <- dimnames(fitted(plain))

out <- fitted(fit, dpar = "theta1", newdata = fit$data[1:3, ])

out <- fitted(mv, resp = "y2", newdata = mv$data[1:2, ])

out <- head(fitted(plain), 2)

out <- mean(fitted(plain))

out <- length(fitted(plain))

f <- fitted(plain)
g <- function(m) c(length(m), sum(m), m[2])
out <- g(f)

l <- list(a = fixef(plain), b = fixef(two))
out <- sapply(l, length)

l <- list(plain, two)
out <- lapply(l, fixef)

get_b <- function(f) fixef(f)
out <- length(get_b(two))

out <- as.matrix(two, pars = "sigma")[1:2, ]

out <- as_draws_matrix(two)[1:3, 1:2]
