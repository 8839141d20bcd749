# Fragments of R about vectors and matrices of random variables. start_of_random_vectors.R precedes each of them.

out <- c(length(v), dim(v), length(m), dim(m), ndraws(v), nchains(two), niterations(two))

out <- draws_of(v)

out <- draws_of(m)[2, , ]

out <- draws_of(two)

out <- dim(draws_of(two, with_chains = TRUE))

x <- rvar(1:12, nchains = 3)
out <- c(nchains(x), niterations(x), mean(x))

x <- rvar(array(1:12, dim = c(4, 3)), dimnames = list(c("a", "b", "c")))
out <- E(x)

x <- rvar(array(as.numeric(1:24), dim = c(4, 6)), dim = c(2, 3))
out <- E(x)

out <- E(v[2])

out <- E(v[c(1, 3)])

out <- E(v[-1])

out <- E(v[c(TRUE, FALSE, TRUE, FALSE)])

out <- E(v[[3]])

out <- E(m[2, ])

out <- dim(m[2, ])

out <- dim(m[2, , drop = TRUE])

out <- E(m[2:3, 1])

out <- E(m[7])

out <- E(m[[2, 3]])

out <- E(v + 1:4)

out <- E(v * v[1])

out <- Pr(v > 3)

out <- Pr(v[1] > v[2])

out <- E(exp(v))

out <- sd(m)

out <- var(v)

out <- median(v)

out <- E(c(v, 3, rvar(1:5)))

out <- E(c(a = v[1], b = 2))

out <- E(rvar_mean(v))

out <- draws_of(rvar_mean(v))

out <- draws_of(rvar_sum(v))

out <- draws_of(rvar_median(v))

out <- draws_of(rvar_sd(v))

out <- draws_of(rvar_var(v))

out <- draws_of(rvar_mad(v))

out <- draws_of(rvar_prod(v))

out <- draws_of(rvar_min(v))

out <- draws_of(rvar_max(m))

out <- draws_of(rvar_range(v))

out <- draws_of(rvar_quantile(v, probs = c(0.1, 0.5, 0.9)))

out <- E(rvar_quantile(v, probs = c(0.1, 0.5), names = TRUE))

out <- draws_of(rvar_mean(v, rvar(c(2, 4, 6, 8, 1))))

out <- E(rvar_any(v > 6))

out <- E(rvar_all(v > 0))

out <- E(m %**% t(m))

out <- draws_of(v %**% v)

out <- E(v %**% m)

out <- E(t(v))

out <- dim(t(m))

out <- E(diag(4) %**% m)

out <- E(m %**% c(1, 2, 3))

out <- E(as_rvar(1:3))

out <- E(as_rvar(1:4) + v)

out <- Pr(rvar_is_finite(v / 0))

out <- Pr(rvar_is_na(v))

out <- Pr(rvar_is_infinite(c(1, 2, 3, 0) / v))

out <- rhat(rvar(array(sin(1:60), c(20, 3)), nchains = 2))

out <- is_rvar(v)

out <- is_rvar(3)

set.seed(3)
x <- rvar_rng(rnorm, 4, mean = 1:4, sd = 1)
out <- E(x)

set.seed(3)
x <- rvar_rng(rnorm, 1, mean = 2, sd = 1, ndraws = 50)
out <- c(E(x), ndraws(x))

set.seed(3)
x <- rvar_rng(rnorm, 4, mean = v, sd = 1)
out <- draws_of(x)

set.seed(3)
x <- rvar_rng(rgamma, 2, shape = c(1, 3), rate = 2, ndraws = 100)
out <- E(x)

set.seed(3)
x <- rvar_rng(rpois, 2, lambda = v[1:2])
out <- draws_of(x)

set.seed(4)
mu <- rdo(rnorm(3, mean = 1:3, sd = 1), ndraws = 200)
out <- c(E(mu), ndraws(mu))

set.seed(4)
x <- rdo(rnorm(4, v, 1))
out <- draws_of(x)

x <- rdo(sum(v) / 2)
out <- draws_of(x)

x <- rdo(sum(m[1, ]) + v[2])
out <- draws_of(x)

set.seed(4)
x <- rdo(rnorm(6, 1:6), dim = c(3, 2), ndraws = 100)
out <- E(x)

set.seed(5)
rvar_norm <- rfun(rnorm)
x <- rvar_norm(2, mean = c(0, 10), sd = 1)
out <- E(x)

set.seed(5)
rvar_norm <- rfun(rnorm, ndraws = 30)
x <- rvar_norm(4, v, 1)
out <- draws_of(x)

f <- rfun(function(x, y) x + 2 * y)
out <- draws_of(f(v, 1:4))

p <- draws_rvars(mu = v, tau = rvar(1:5))
out <- variables(as_draws_df(p))

p <- draws_rvars(mu = v, tau = rvar(1:5))
out <- as.data.frame(summarise_draws(p, "mean", "sd"))

p <- draws_rvars(mu = v, tau = rvar(1:5))
out <- c(nvariables(p), ndraws(p))

p <- draws_rvars(mu = v, tau = rvar(1:5))
out <- E(p$mu / p$tau)

p <- as_draws_rvars(draws_array(a = 1:6, b = c(2, 1, 4, 3, 6, 5), .nchains = 2))
out <- E(p$a * p$b)

out <- range(v[1])

for (i in 1:4) cat(E(v[i]), "")
out <- 1

out <- sapply(1:4, function(i) E(v[i]))

x <- v
x[2] <- 0
out <- E(x)

out <- quantile(v, c(0.1, 0.9))

out <- E(as_rvar(1:4, dim = c(2, 2)))
