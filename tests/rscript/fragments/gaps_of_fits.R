# Fragments of R about fits that ported scripts once had wrong or refused. start_of_gaps_of_fits.R precedes each of them.

out <- names(model_weights(two, again, weights = "waic"))

out <- names(model_weights(two, weights = "waic"))

out <- model_weights(two, weights = "loo")

w <- model_weights(two, again, weights = "loo")
out <- round(w, 3)

w <- model_weights(two, again, weights = "loo", model_names = c("A", "B"))
out <- names(w)

two <- add_criterion(two, "loo")
out <- names(model_weights(two, weights = "loo"))

f <- function(a, b) names(model_weights(a, b, weights = "loo"))
out <- f(two, again)

l <- list(m1 = two, m2 = again)
out <- names(model_weights(l$m1, l$m2, weights = "waic"))

w <- loo_model_weights(two, again)
out <- names(w)

w <- loo_model_weights(list(loo(two), loo(again)))
out <- names(w)

w <- loo_model_weights(list(a = loo(two), b = loo(again)))
out <- names(w)

w <- loo_model_weights(list(a = loo(two), b = loo(again)), method = "pseudobma")
out <- names(w)

out <- as.character(fit$formula)

out <- as.character(fit$formula)[1]

out <- as.character(fit$formula)[[1]]

out <- as.character(formula(two))[1]

out <- as.character(bf(y ~ x))

out <- as.character(bf(y ~ x)$formula)

out <- as.character(fit$formula$formula)

out <- as.character(fit$formula$formula)[3]

out <- deparse(fit$formula$formula)

out <- format(fit$formula$formula)

out <- paste(fit$formula$formula)

out <- paste(deparse(fit$formula$formula), collapse = "")

out <- names(fit$formula)

out <- class(fit$formula)

out <- length(bf(y ~ x))

out <- names(bf(y ~ x, sigma ~ z))

out <- names(bf(y ~ x, sigma ~ z)$pforms)

out <- deparse(bf(y ~ x, sigma ~ z)$pforms$sigma)

out <- format(bf(y ~ x)$formula)

out <- as.character(y ~ x)

out <- as.character(~ x)

out <- paste(y ~ x)

out <- as.character(y ~ x + z)[2]

out <- format(y ~ x)

out <- deparse(y ~ x)

f <- y ~ x + (1 | g)
out <- as.character(f[[3]])

f <- y ~ x + (1 | g)
out <- deparse(f[[3]])

f <- y ~ x + (1 | g)
out <- length(f)

b <- bf(y ~ x + (1 | g), theta1 ~ z)
out <- b$resp

b <- bf(y ~ x, family = gaussian())
out <- b$family$family

f <- function(m) as.character(m$formula)[1]
out <- f(two)

f <- function(m) deparse(m$formula$formula)
out <- f(two)

out <- sapply(list(two, plain), function(m) as.character(m$formula)[1])

cat(as.character(fit$formula)[1], "\n")
out <- 1

out <- paste("Model:", as.character(fit$formula$formula)[2])

print(fit$formula)
out <- 1

out <- all.vars(fit$formula$formula)

out <- fit$formula$resp

out <- fit$formula$family$family

out <- sapply(fit$formula$pforms, deparse)

ce <- conditional_effects(fit)
out <- names(ce)

ce <- conditional_effects(fit)
out <- names(ce[[1]])

ce <- conditional_effects(plain)
out <- names(ce)

ce <- conditional_effects(fit, dpar = "theta1")
out <- names(ce[[1]])

ce <- conditional_effects(fit, dpar = "mu1")
out <- names(ce[[1]])

ce <- conditional_effects(fit, effects = "x")
out <- dim(ce$x)

ce <- conditional_effects(fit, effects = "x")
out <- ce$x$effect1__[1:3]

ce <- conditional_effects(fit, effects = "x")
out <- attr(ce, "points")

ce <- conditional_effects(fit, effects = "x")
out <- attributes(ce[[1]])$effects

ce <- conditional_effects(fit, effects = "x")
out <- names(attributes(ce[[1]]))

ce <- conditional_effects(fit, effects = "x")
out <- class(ce)

ce <- conditional_effects(fit, effects = "x")
out <- class(ce[[1]])

ce <- conditional_effects(fit, effects = "x")
out <- length(ce)

ce <- conditional_effects(fit, effects = "x")
out <- sapply(ce, nrow)

ce <- conditional_effects(fit, effects = "x")
out <- rownames(ce$x)[1:3]

ce <- conditional_effects(fit, effects = "x", resolution = 5)
out <- as.data.frame(ce$x)

ce <- conditional_effects(fit, effects = "x", resolution = 5)
out <- ce$x$estimate__

ce <- conditional_effects(fit, effects = "x", resolution = 5)
out <- ce[["x"]][, c("x", "estimate__", "lower__", "upper__")]

ce <- conditional_effects(fit, effects = "x", conditions = data.frame(z = c(-1, 1)), resolution = 3)
out <- ce$x

ce <- conditional_effects(fit, effects = "x", conditions = data.frame(z = c(-1, 1)), resolution = 3)
out <- ce$x$cond__

ce <- conditional_effects(cur)
out <- names(ce)

ce <- conditional_effects(cur)
out <- lapply(ce, names)

ce <- conditional_effects(fit)
out <- sapply(ce, ncol)

ce <- conditional_effects(fit, effects = "x", resolution = 4)
df <- ce[[1]] %>% as_tibble() %>% select(x, estimate = estimate__)
out <- df

ce <- conditional_effects(fit, effects = "x", method = "posterior_predict", resolution = 4)
out <- names(ce$x)

ce <- conditional_effects(fit, effects = "x", spaghetti = TRUE, ndraws = 5, resolution = 4)
out <- names(attr(ce[[1]], "spaghetti"))

ce <- conditional_smooths(cur)
out <- names(ce)

out <- names(make_standata(bf(y ~ x), data = data.frame(y = c(1, 2, 4), x = c(0, 1, 1)), family = gaussian()))

out <- names(make_standata(bf(y ~ x + (1 | g)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), g = c("a", "a", "b", "b")), family = mixture(gaussian, gaussian)))

out <- names(make_standata(y ~ 1, data = data.frame(y = c(1, 2, 4, 3)), family = mixture(gaussian, gaussian)))

out <- names(make_standata(bf(y ~ x, theta2 ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2)), family = mixture(gaussian, gaussian)))

out <- names(make_standata(bf(y ~ 1, mu1 ~ x, mu2 ~ 1), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2)), family = mixture(gaussian, gaussian)))

out <- names(make_standata(bf(y ~ x + (x | g), sigma1 ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), g = c("a", "a", "b", "b")), family = mixture(gaussian, gaussian)))

out <- names(make_standata(bf(y | trials(n) ~ x), data = data.frame(y = c(1, 2, 4, 3), n = 10, x = c(0, 1, 1, 2)), family = mixture(binomial, binomial)))

out <- names(standata(two))

out <- names(standata(fit))

out <- names(standata(cur))

s <- standata(two)
out <- s$N

s <- make_standata(y ~ x, data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2)), family = mixture(gaussian, gaussian))
str(s)
out <- 1

s <- make_standata(y ~ x, data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2)), family = mixture(gaussian, gaussian))
out <- length(s)

s <- make_standata(y ~ x, data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2)), family = mixture(gaussian, gaussian))
out <- sapply(s, length)

out <- fit$algorithm

out <- fit$backend

out <- names(fit$version)

out <- class(fit$version$brms)

out <- as.character(two$version$brms)

out <- fit$family$family

out <- fit$family$link

out <- names(fit$family)

out <- names(fit$family$mix)

out <- fit$family$mix[[1]]$family

out <- sapply(fit$family$mix, function(m) m$family)

out <- length(fit$family$mix)

out <- fit$family$order

out <- fit$family$dpars

out <- plain$family$dpars

out <- plain$family$link

out <- plain$family$type

out <- fit$family$mix[[2]]$link

out <- family(fit)$family

out <- class(fit$family)

out <- class(fit$family$mix[[1]])

out <- fit$family$linkfun

f <- function(m) class(m$fit)
out <- f(two)

f <- function(m) rstan::get_num_divergent(m$fit)
out <- f(two)

f <- function(m) dim(as.array(m$fit))
out <- f(two)

f <- function(m) rstan::extract(m$fit)$sigma1[1:3]
out <- length(f(two))

f <- function(m) nrow(rstan::get_sampler_params(m$fit, inc_warmup = FALSE)[[1]])
out <- f(two)

f <- function(m) names(m$fit)[1:3]
out <- f(two)

f <- function(m) m$fit@sim$chains
out <- f(two)

f <- function(m) dim(as.matrix(m$fit))
out <- f(two)

f <- function(m) names(as.data.frame(m$fit))
out <- f(two)

f <- function(m) inherits(m$fit, "stanfit")
out <- f(two)

f <- function(m) rstan::summary(m$fit)$summary["sigma1", "mean"]
out <- f(two)

out <- fit$rhats

out <- names(two)

out <- two$ranef

out <- nrow(two$data)

out <- names(two$data)

out <- two$data.name

out <- attr(two$data, "data_name")

out <- two$save_pars

out <- is.null(two$stanvars)

out <- two$criteria

out <- names(two$criteria)

l <- loo_compare(loo(two), loo(again))
out <- attributes(l)$dimnames

l <- loo_compare(loo(two), loo(again))
out <- rownames(l)

l <- loo_compare(loo(two), loo(again))
out <- colnames(l)

l <- loo_compare(loo(two), loo(again))
out <- dim(l)

l <- loo_compare(loo(two), loo(again))
out <- class(l)

l <- loo_compare(loo(two), loo(again))
out <- names(attributes(l))

l <- loo_compare(loo(two), loo(again))
out <- dimnames(l)[[2]]

l <- loo_compare(loo(two), loo(again))
out <- as.data.frame(l)

l <- loo_compare(list(a = loo(two), b = loo(again)))
out <- rownames(l)

out <- posterior_table(c(1, 2, 2, 3))

out <- posterior_table(matrix(c(1, 2, 2, 3, 1, 1), 3))

p <- pp_mixture(two, summary = FALSE)
out <- dim(p)

p <- pp_mixture(two)
out <- dimnames(p)[2:3]

p <- posterior_table(matrix(c("a", "b", "a", "b", "b", "b"), 3))
out <- p

d <- as_draws_df(two)
out <- 0
d1 <- for_each_draw(subset_draws(d, draw = 1:3), out <<- out + 1)

x <- rvar(array(1:6, c(3, 2)))
draws_of(x) <- array(c(2, 4, 6, 8, 10, 12), c(3, 2))
out <- draws_of(x)

x <- rvar(1:4)
draws_of(x)[1] <- 10
out <- mean(x)

out <- ndraws(two)

out <- nchains(two)

out <- niterations(two)

out <- nuts_params(two)$Parameter[1:3]

out <- unique(as.character(nuts_params(two)$Parameter))

out <- names(neff_ratio(two))

out <- names(log_posterior(two))

out <- variables(two)

out <- rownames(prior_summary(two))

out <- names(prior_summary(two))

out <- nvariables(two)

out <- names(summary(two))

out <- names(summary(two)$fixed)

out <- summary(two)$fixed

out <- summary(two)$spec_pars

out <- rownames(summary(two)$spec_pars)

out <- names(summary(fit)$random)

out <- summary(fit)$ngrps

out <- summary(two)$nobs

out <- summary(two)$chains

out <- summary(two)$iter

out <- summary(two)$formula$formula

out <- class(summary(two))

out <- names(ranef(fit))

out <- dimnames(ranef(fit)$g)

out <- dimnames(coef(fit)$g)[[3]]

out <- names(VarCorr(fit))

out <- names(VarCorr(fit)$g)

out <- ngrps(fit)

out <- nobs(two)

out <- names(two$prior)

out <- class(two$prior)

out <- attr(terms(plain$formula$formula), "term.labels")

out <- labels(terms(plain$formula$formula))

out <- class(as_draws_df(two))

out <- is.brmsfit(two)

out <- is.brmsformula(two$formula)

out <- inherits(two, "brmsfit")

out <- is.list(two)

out <- mode(two)

out <- typeof(two)

out <- names(loo(two))

out <- names(waic(two))

out <- waic(two)$estimates["waic", "Estimate"]

out <- dim(log_lik(two))

out <- dim(posterior_predict(two))

out <- dimnames(posterior_samples(two))[[2]]

out <- names(make_standata(bf(y ~ x, theta1 ~ z, sigma2 ~ x, nu2 ~ z, sigma1 ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ x + (1 | g), mu2 ~ z + (1 | h), theta1 ~ z + (1 | g)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ (1 | i | g), sigma1 ~ (1 | i | g)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ x + (1 | g) + offset(z), sigma1 = 1), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ x + (1 | g), theta1 ~ x, sigma1 = 1, nu2 = 3), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ x + (x | g) + (1 | h), mu2 ~ 1 + (1 | h)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ 0 + x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ 0), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ 1 + (1 | g / h)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ x + (x || g)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y | weights(n) ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(y ~ s(x, k = 3)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student)))

out <- names(make_standata(bf(n ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = cumulative))

out <- names(make_standata(bf(n ~ x + (1 + x | g)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(poisson, negbinomial)))

out <- names(make_standata(bf(y ~ a * exp(b * x), a ~ 1, b ~ x, nl = TRUE), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = gaussian()))

out <- names(make_standata(bf(y ~ x + (1 | g) + (1 | h)), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = gaussian()))

out <- names(make_standata(bf(n ~ x), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(cumulative, cumulative)))

s <- make_standata(y ~ x + g, data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student))
out <- s$X_mu1

s <- make_standata(y ~ x + g, data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student))
print(s$X_mu2)
out <- dim(s$X_mu2)

s <- make_standata(y ~ x + (1 | g), data = data.frame(y = c(1, 2, 4, 3), x = c(0, 1, 1, 2), z = c(1, 0, 2, 2), g = c("a", "a", "b", "b"), h = c("u", "v", "u", "v"), n = 1:4), family = mixture(gaussian, student))
out <- sapply(s, length)

out <- names(make_standata(y ~ x, data = data.frame(y = c(1, 2, 4), x = c(0, 1, 1))))
