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

out <- loo(two)$estimates

out <- names(loo(two))

out <- class(loo(two))

out <- colnames(loo(two)$pointwise)

out <- loo(two)$pointwise[1:2, ]

out <- loo(two)$se_looic

out <- unclass(loo::pareto_k_table(loo(two)))

out <- waic(two)$estimates

out <- c(names(waic(two)), class(waic(two)))

l <- list(loo(two))
out <- sapply(l, function(x) x$estimates["looic", ])

out <- names(hypothesis(fit, "mu1_x > 0"))

out <- class(hypothesis(fit, "mu1_x > 0"))

out <- hypothesis(fit, "mu1_x > 0", class = "sd", group = "g")$class

out <- hypothesis(two, "sigma1 > 0", class = NULL)$class

w1 <- waic(plain); w2 <- waic(mv, resp = "y")
out <- loo_compare(w1, w2)

w1 <- waic(plain); w2 <- waic(mv, resp = "y")
out <- class(loo_compare(w1, w2))

w1 <- waic(plain); w2 <- waic(mv, resp = "y")
l <- loo_compare(w1, w2)
f <- function(m) c(length(m), m[2])
out <- f(l)

out <- waic(plain, cur)$diffs

out <- names(waic(plain, cur))

out <- waic(plain, cur)$ic_diffs__

w1 <- waic(plain); w2 <- waic(cur)
print(loo_compare(w1, w2)); cat("\n"); out <- 1

out <- as.matrix(two)[1:2, c("sigma1", "theta1")]

out <- as.data.frame(two, variable = "sigma1")[1:3, ]

out <- summarise_draws(two, "mean", mcse = mcse_mean)

out <- summarise_draws(two, ~ rhat_basic(.x), r = function(x) ess_bulk(x), h = ~ mcse_mean(.x[1:50]))[, c("r", "h")]

out <- bind_draws(as_draws_df(two, variable = "sigma1"), as_draws_df(two, variable = "sigma2"))[1:2, ]

x <- as_draws_rvars(two)
out <- c(rhat(x$sigma1), ess_bulk(x$sigma1), mcse_mean(x$theta1))

out <- colnames(ranef(plain)$g)

v <- ranef(plain)$g
out <- colnames(v)

f <- function(m) colnames(m)
out <- f(fixef(plain))

f <- function(m) is.null(colnames(m))
out <- c(f(c(a = 1)), f(matrix(1:4, 2)), f(list(a = 1)))

f <- function(m) colnames(m)
out <- f(data.frame(a = 1, b = 2))

f <- function(m) colnames(m)
out <- f(prior_summary(two))

f <- function(m) colnames(m)[2]
out <- f(table(c(1, 1, 2), c("a", "b", "b")))

f <- function(m) colnames(m)
out <- f(VarCorr(plain)$g$sd)

f <- function(m) colnames(m)
out <- f(pp_mixture(two)[, , 1])

f <- function(m) colnames(m)
out <- f(tibble(a = 1, b = 2) %>% group_by(a))

f <- function(m) colnames(m)
out <- f(loo(two)$estimates)

out <- summary(fit, priors = TRUE)$prior[, c("prior", "class", "coef", "group", "dpar")]

out <- summary(two, priors = TRUE)$prior$prior

x <- as_draws_rvars(two)
out <- summarise_draws(x)

x <- as_draws_rvars(two)
out <- c(ndraws(x), nchains(x), niterations(x), nvariables(x))

x <- as_draws_rvars(two)
out <- variables(x)

x <- as_draws_rvars(two)
out <- as_draws_df(x)[1:2, ]

x <- as_draws_rvars(two)$sigma1
out <- c(ndraws(x), nchains(x))

x <- subset_draws(as_draws_rvars(two), variable = c("sigma1", "sigma2"))
out <- mean(x$sigma1 - x$sigma2)

x <- subset_draws(as_draws_rvars(two), variable = c("sigma1", "sigma2"))
out <- names(x)

x <- as_draws_rvars(two)
out <- dim(as_draws_matrix(x))

x <- as_draws_rvars(two)
out <- summarise_draws(x, m = mean, "rhat")

out <- names(conditional_effects(mv, resp = "y2"))

out <- conditional_effects(mv, resp = "y2", resolution = 3)[[1]][, c("effect1__", "estimate__", "lower__")]

e <- conditional_effects(mv, effects = "x", resp = "y", resolution = 3)
out <- e$y.y_x$estimate__

out <- names(conditional_effects(mv, "x", resp = c("y", "y2")))

out <- names(conditional_effects(fit, "x", resp = "y"))

a <- as_draws_array(two)
out <- posterior::rhat(a[, , "sigma1"])

a <- as_draws_array(two)
out <- posterior::ess_bulk(a[, , "sigma2"])

a <- as_draws_array(two)
out <- dim(a[, , "sigma1"])

a <- as_draws_array(two)
out <- dim(a[, 1, "sigma1"])

a <- as_draws_array(two)
out <- a[1:3, , "sigma1"]

a <- as_draws_array(two)
out <- a[1, 1, "sigma1"]

a <- as_draws_array(two)
out <- dim(a[, , "sigma1", drop = TRUE])

a <- as.array(two)
out <- dim(a[, , "sigma1"])

out <- dim(loo(two))

out <- length(loo(two))

out <- length(waic(two))

out <- dim(prior_summary(two))

out <- ncol(prior_summary(two))

out <- class(summarise_draws(two))

out <- class(loo_model_weights(list(loo(two), loo(two))))

out <- class(loo_model_weights(two, two, method = "pseudobma"))

out <- pp_average(plain, plain, method = "posterior_epred", weights = c(1, 0))[1:2, ]

out <- dim(loo_R2(plain))

out <- rownames(loo_R2(plain))

a <- as.array(two)
out <- a[1:3, 1, "sigma1"]

a <- as.array(two)
out <- a[1:2, , "sigma1"]

a <- as.array(two)
out <- a[2, 1, ]

a <- as.array(two)
out <- colMeans(a[, , "sigma1"])

a <- as.array(two)
out <- apply(a, 3, mean)

a <- as.array(two)
out <- apply(a, c(2, 3), mean)[, 1:2]

a <- as.array(two)
out <- mean(a[, , "sigma1"])

a <- as_draws_array(two)
out <- colMeans(a[, , "sigma1", drop = TRUE])

a <- as_draws_array(two)
out <- dimnames(a)[[2]]

a <- as_draws_array(two)
out <- apply(a, 2, mean)

a <- as_draws_array(two)
out <- apply(a[, , "sigma1"], 2, mean)

a <- as_draws_array(two)
out <- dimnames(a[1:2, , 1:2])

a <- as_draws_array(two)
out <- a[1:2, 1, c("sigma1", "sigma2"), drop = TRUE]

a <- as_draws_array(two)
out <- a[[3]]

out <- fixef(plain, summary = FALSE)[1:2, "fa"]

out <- fixef(plain, summary = FALSE)[1:2, 2]

out <- fixef(plain, summary = FALSE)[, "fa"][1:2]

b <- fixef(plain, summary = FALSE)
out <- b[1:2, "fa"]

b <- fixef(plain, summary = FALSE)
out <- head(b[, "fa"], 2)

b <- fixef(plain, summary = FALSE)
out <- quantile(b[, "fa"], .5)

b <- fixef(plain, summary = FALSE)
out <- b[1:2, c("fa", "fC")]

b <- fixef(plain, summary = FALSE)
out <- b[1, ]

b <- ranef(plain, summary = FALSE)$g
out <- dimnames(b)

b <- as.matrix(two)
out <- b[1:2, "sigma1"]

b <- as.matrix(two)
out <- dimnames(b)[[1]][1:2]

b <- posterior_epred(plain)[1:2, 1:2]
out <- dimnames(b)

b <- VarCorr(plain, summary = FALSE)$g$sd
out <- b[1:2, "Intercept"]

b <- coef(plain, summary = FALSE)$g
out <- b[1:2, "p", "Intercept"]

b <- coef(plain, summary = FALSE)$g
out <- dimnames(b)[[1]][1:2]

b <- pp_mixture(two, summary = FALSE)
out <- b[1:2, 1, 1]

b <- as_draws_matrix(two)
out <- dimnames(b)[[1]][1:2]

h <- hypothesis(plain, "x > 0", group = "g", scope = "ranef")
out <- h$hypothesis

h <- hypothesis(plain, "x > 0", group = "g", scope = "coef")
out <- h$hypothesis %>% filter(Group == "p") %>% pull(Estimate)
