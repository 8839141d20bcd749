# Calls of brms's help pages, and arguments of its functions of fits.

out <- bayes_R2(plain, newdata = plain$data[1:10, ])

out <- bayes_R2(fit, newdata = fit$data[5:30, ], re_formula = NA)

out <- bayes_R2(plain, newdata = head(plain$data, 12), probs = c(0.1, 0.9), robust = TRUE)

out <- bayes_R2(mv, newdata = mv$data[1:8, ])

out <- bayes_R2(mv, resp = "y2", newdata = mv$data[1:8, ])

out <- dim(bayes_R2(plain, newdata = plain$data[1:5, ], summary = FALSE))

out <- bayes_R2(plain, ndraws = 5, summary = FALSE) |> nrow()

out <- bayes_R2(plain, draw_ids = 1:7)

out <- dim(as.array(plain))

out <- dimnames(as.array(plain, variable = "b_Intercept"))

out <- as.array(plain, variable = "^b_", regex = TRUE)[2, 1, ]

out <- dim(as.array(plain, pars = "^b_"))

out <- as.array(plain, variable = c("b_Intercept", "lp__"), draw = 1:3)

out <- as.matrix(plain, variable = "b_Intercept", draw = 2:4)

out <- as.matrix(plain, draw = c(1, 5))[, 1:2]

out <- as.data.frame(plain, variable = "b_Intercept", draw = 1:6)

out <- dim(as.data.frame(plain, draw = 1:6))

out <- dim(as.matrix(plain, subset = 1:4))

out <- suppressWarnings(posterior_samples(plain, subset = 1:4))

out <- suppressWarnings(posterior_samples(plain, "^b", as.matrix = TRUE))[1:3, ]

out <- dim(suppressWarnings(posterior_samples(plain, "^b", as.array = TRUE)))

out <- class(suppressWarnings(posterior_samples(plain, "^b", as.matrix = TRUE)))

out <- density_ratio(c(1, 2, 3, 4, 2, 2.5), c(2, 3, 1, 0, 5, 3))

set.seed(1)
x <- rnorm(500)
y <- rnorm(500, mean = 1)
out <- density_ratio(x, y, point = c(0, 1))

set.seed(2)
x <- rnorm(300)
out <- density_ratio(x, point = c(0, 0.5))

out <- deparse(update_adterms(y | trials(size) ~ x, ~ trials(10)))

out <- deparse(update_adterms(y | trials(size) ~ x, ~ weights(w)))

out <- deparse(update_adterms(y | trials(size) ~ x, ~ weights(w), action = "replace"))

out <- deparse(update_adterms(y ~ x, ~ trials(10)))

form <- y | weights(w) + cens(c) ~ x + (1 | g)
out <- deparse(update_adterms(form, ~ weights(v)))

p <- c(prior_string("normal(0, 10)", class = "b"), prior(normal(1, 2), class = b, coef = treat), prior_(~cauchy(0, 2), class = ~sd, group = ~subject, coef = ~Intercept))
out <- p$prior

p <- prior_(~cauchy(0, 1), class = ~sd)
out <- paste(p$prior, p$class)

p1 <- prior(cauchy(0, 1), class = sd)
p3 <- prior_string("cauchy(0, 1)", class = "sd")
out <- identical(p1, p3)

p1 <- prior(cauchy(0, 1), class = sd)
p2 <- prior_(~cauchy(0, 1), class = ~sd)
out <- identical(p1, p2)

bf1 <- bf(y1 ~ x + (1 | g))
bf2 <- bf(y2 ~ s(z))
out <- names(mvbf(bf1, bf2)$forms)

bf1 <- bf(y1 ~ x + (1 | g))
f <- mvbf(bf1, bf(y2 ~ z), rescor = FALSE)
out <- f$responses

out <- .Machine$integer.max

out <- .Machine$double.eps

out <- .Machine$double.xmax > 1e300

set.seed(3)
out <- sample.int(.Machine$integer.max, 1)

out <- dim(logLik(plain))

out <- fitted(plain, sort = FALSE)[1:3, "Estimate"]

out <- dim(posterior_epred(plain, sort = TRUE))

out <- dim(posterior_predict(plain, ntrys = 3, seed = 1))

out <- dim(predict(plain, sort = TRUE, negative_rt = FALSE, seed = 1))

ce <- conditional_effects(cum, categorical = TRUE)
out <- dim(ce[[1]])

out <- control_params(plain)$adapt_delta

out <- dim(prior_samples(plain)) |> is.null()


out <- deparse(update_adterms(y | resp_trials(size) ~ x, ~ trials(3)))

out <- deparse(update_adterms(y | trials(a) + weights(b) ~ x, ~ trials(a) + trials(b)))

out <- deparse(update_adterms(y | trials(n) ~ x, ~ 1, action = "replace"))

out <- as.data.frame(plain, variable = "b_Intercept", draw = c(50, 9))

out <- as.matrix(plain, variable = "b_Intercept", draw = c(50, 9, 9))

out <- as.array(plain, variable = "b_Intercept", draw = c(50, 9))

out <- suppressWarnings(posterior_samples(plain, "b_Intercept", subset = c(50, 9)))

out <- suppressWarnings(posterior_samples(plain, "b_Intercept", subset = c(40, 9), as.array = TRUE))

n <- 3
out <- rownames(as.matrix(plain, draw = seq_len(n)))

draws <- as.array(plain, pars = c("^b_", "sigma"))
out <- apply(draws, 3, mean)

out <- suppressWarnings(loo_linpred(plain))

out <- suppressWarnings(loo_linpred(plain, type = "var"))

out <- suppressWarnings(loo_linpred(plain, type = "quantile", probs = c(0.1, 0.9)))

ll <- log_lik(plain)
w <- suppressWarnings(loo::psis(-ll, r_eff = rep(1, ncol(ll))))
out <- suppressWarnings(loo_linpred(plain, psis_object = w))

out <- colnames(suppressWarnings(loo_predictive_interval(plain, prob = 0.8)))

out <- dim(suppressWarnings(loo_predictive_interval(plain)))

out <- length(suppressWarnings(loo_predict(plain, type = "quantile", probs = 0.3)))

out <- typeof(.Machine$integer.max)

out <- .Machine$integer.max + 1L

out <- .Machine$integer.max + 1
