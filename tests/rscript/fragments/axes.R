# Fragments of R about the axes of predictions, and tables of one row. start_of_axes.R precedes each of them.

out <- as.data.frame(get_prior(y ~ x + (1 | g), data = plain$data))$lb

out <- class(make_stancode(waiting ~ 1, data = faithful))

e <- posterior_epred(cum); out <- dim(e[, 1, , drop = FALSE])

e <- posterior_epred(cum); out <- e[1:2, 3:4, "4"]

e <- posterior_epred(cum); out <- mean(e[, , 2])

e <- posterior_epred(cum); out <- apply(e[, , 4], 2, mean)[1:3]

e <- posterior_epred(mv); out <- apply(e, 3, mean)

e <- posterior_epred(mv); out <- colMeans(e[, 1:3, "y"])

e <- posterior_epred(mv, resp = "y"); out <- e[1:2, 1:2]

e <- posterior_epred(mv, newdata = mv$data[1, ]); out <- dim(e); cat(names(e[1, 1, ]), "\n")

sp <- readRDS("after/specific.rds"); out <- dimnames(posterior_epred(sp, draw_ids = 1:2))

f <- function(fit) posterior_epred(fit)[1:2, 1, ]; out <- f(cum)

f <- function(fit) colMeans(posterior_epred(fit)); out <- f(plain)[1:3]

l <- lapply(list(plain, cum), function(m) dimnames(posterior_epred(m))); out <- l[[2]][[3]]; cat(is.null(l[[1]]), "\n")

e <- posterior_epred(plain); out <- quantile(e[, 1] - e[, 2], c(.1, .9))

e <- posterior_epred(plain); out <- rowMeans(e)[1:3]

e <- posterior_epred(plain); out <- dim(e[1:5, ]); cat(nrow(e), ncol(e), "\n")

e <- posterior_epred(plain); out <- cor(e[, 1], e[, 2])

e <- posterior_epred(plain)[1:3, 1:2]; out <- as.data.frame(e)

e <- posterior_epred(plain); out <- apply(e, 2, quantile, probs = c(.05, .95))[, 1:2]

e <- posterior_epred(plain); out <- mean((colMeans(e) - plain$data$y)^2)

e <- residuals(mv, method = "posterior_epred", summary = FALSE); out <- dimnames(e)[[3]]

nd <- plain$data[1, ]; f <- fitted(plain, newdata = nd); out <- f[, "Estimate"]

nd <- plain$data[1:2, ]; f <- fitted(plain, newdata = nd); out <- f[, "Estimate"]

nd <- plain$data[1, ]; out <- cbind(nd[, c("x", "f")], fitted(plain, newdata = nd)[, c("Estimate", "Q2.5"), drop = FALSE])

nd <- plain$data[1, ]; f <- fitted(plain, newdata = nd)[, c("Estimate", "Q2.5", "Q97.5")]; out <- sprintf("%.2f", f["Q2.5"])

nd <- plain$data[1:2, ]; nd$est <- fitted(plain, newdata = nd)[, "Estimate"]; out <- nd[, c("x", "est")]

nd <- plain$data[1, ]; nd$est <- fitted(plain, newdata = nd)[, "Estimate"]; out <- nd$est

nd <- plain$data[1, ]; out <- paste("fit", round(fitted(plain, newdata = nd)[, "Estimate"], 2))

nd <- plain$data[1:2, ]; out <- as.data.frame(fitted(plain, newdata = nd))$Estimate

nd <- plain$data[1:3, ]; out <- fitted(plain, newdata = nd) %>% as_tibble() %>% bind_cols(nd["x"], .) %>% names()

ce <- pp_mixture(two)[1, "Estimate", ]; out <- ce

out <- pp_mixture(two)[1, "Estimate", "P(K = 1 | Y)"]

out <- pp_mixture(two)[1, "Estimate", 1]

nd <- data.frame(arm = c("ctl", "high"), age = 0); out <- fitted(mm, newdata = nd)

nd <- expand.grid(arm = levels(mm$data$arm), age = c(-1, 1)); nd$fit <- fitted(mm, newdata = nd)[, "Estimate"]; out <- nd

nd <- data.frame(arm = "low", age = 0); out <- fitted(mm, newdata = nd, dpar = "mu2")[, "Estimate"]

nd <- data.frame(arm = "low", age = c(0, 1)); out <- cbind(nd, fitted(mm, newdata = nd, dpar = "mu1", probs = c(.1, .9)))

nd <- data.frame(arm = "low", age = 0:1); e <- posterior_epred(mm, newdata = nd); out <- quantile(e[, 2] - e[, 1], c(.025, .975))

e <- posterior_epred(cum); out <- dimnames(e)

e <- posterior_epred(cum)[1, 1:2, ]; out <- e

e <- posterior_epred(cum); out <- apply(e, c(2, 3), mean)[1:2, ]

e <- posterior_epred(cum); out <- colMeans(e[, 1, ])

e <- posterior_epred(mv); out <- dimnames(e)

e <- posterior_epred(mv)[1:2, 1:2, "y2"]; out <- e

e <- posterior_epred(mv, resp = "y2"); out <- dim(e)

e <- posterior_linpred(mv); out <- dimnames(e)[[3]]

f <- fitted(cum); out <- dimnames(f)

f <- fitted(cum, summary = FALSE); out <- dimnames(f)

f <- fitted(mv, summary = FALSE); out <- f[1, 1, ]

f <- fitted(cum)[1:2, "Estimate", ] ; out <- f %*% 1:4

f <- fitted(cum); out <- f[1, "Estimate", "P(Y = 3)"]

nd <- data.frame(arm = "low", age = 0); out <- fitted(mm, newdata = nd)[, "Estimate"]

nd <- data.frame(arm = "low", age = 0); out <- fitted(mm, newdata = nd)[1, "Estimate"]

nd <- data.frame(arm = "low", age = 0); out <- fitted(mm, newdata = nd)[, 1]

nd <- data.frame(arm = "low", age = 0); f <- fitted(mm, newdata = nd); out <- f[, 3]

out <- as_draws_df(two)$sigma1[1:2]; nd <- data.frame(waiting = 60); e <- posterior_epred(two, newdata = nd); cat(dim(e), "\n")

nd <- data.frame(arm = "low", age = 0); out <- fitted(mm, newdata = nd)[, c("Estimate", "Q2.5")]

nd <- data.frame(arm = "low", age = 0); out <- colMeans(posterior_epred(mm, newdata = nd))

out <- class(as.mcmc(two)); cat(class(as_draws_matrix(two)), "\n")

out <- dim(waic(plain)); cat(dim(loo(plain)), "\n")

o <- as_draws_matrix(two); out <- class(o); cat(inherits(o, "draws_matrix"), "\n")

dl <- as_draws_list(two); out <- names(dl); cat(length(dl), "\n")

dl <- as_draws_list(two); out <- dl[[1]]$sigma1[1:3]; cat(mean(dl[["2"]]$theta1), "\n")

dl <- as_draws_list(two); out <- sapply(dl, function(ch) mean(ch$sigma1))

x <- as_draws_rvars(two); out <- length(x); cat(length(x$sigma1), dim(x$sigma1), names(x), "\n")

p <- prior_summary(two); out <- c(length(p), ncol(p), nrow(p))

p <- c(prior(normal(0, 1), class = b), prior(normal(0, 2), class = Intercept)); out <- c(nrow(p), length(p))

o <- control_params(two); out <- c(o$adapt_delta, o$max_treedepth); cat(names(o)[1:3], length(o), "\n")

out <- dim(predictive_interval(plain)); cat(colnames(predictive_interval(plain)), "\n")

o <- model.frame(plain); out <- o$`poly(x, 2)`[1:2, 1]

o <- model.frame(plain); out <- colMeans(o[, c("y", "x")])

o <- summary(lm(y ~ x, plain$data)); out <- o$sigma; cat(class(o), "\n")

o <- summary(lm(y ~ x, plain$data)); out <- o[["r.squared"]]; cat(is.null(o$nothing), "\n")

o <- lm(y ~ x, plain$data); o$note <- "mine"; out <- o$note
