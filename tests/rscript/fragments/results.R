# Fragments of R about results of fits: their arguments and their axes. start_of_results.R precedes each of them.

out <- fixef(fit, robust = TRUE, probs = 0.2)["mu1_x", ]

out <- ranef(fit, robust = TRUE, probs = 0.5)$g[, , "mu1_x"]

out <- coef(fit, probs = 0.5)$g[, , "mu1_x"]

out <- VarCorr(fit, probs = 0.5)$g$sd[, "Q50"]

out <- dimnames(pp_mixture(fit, draw_ids = 1:9, probs = .5))[2:3]

out <- posterior_summary(fit, pars = "^sigma", robust = TRUE, probs = .5)["sigma1", ]

out <- fitted(plain, probs = 0.9)[1, ]

out <- residuals(plain, method = "posterior_epred", probs = 0.9)[2, ]

out <- bayes_R2(plain, probs = 0.5)[, "Q50"]

out <- posterior_epred(fit, draw_ids = 3, newdata = fit$data[5, ])

out <- log_lik(plain, draw_ids = 3)[, 1:4]

out <- posterior_linpred(plain, draw_ids = 7)[, 2:3]

k <- 4
out <- posterior_epred(plain, draw_ids = k)[, 1:3]

out <- bayes_R2(plain, summary = FALSE)[1:4, ]

out <- bayes_R2(plain, summary = FALSE)[1:4, 1]

out <- mean(bayes_R2(plain, summary = FALSE)[, "R2"])

r2 <- bayes_R2(plain, summary = FALSE)
out <- c(median(r2), dim(r2), quantile(r2[, "R2"], 0.9)[[1]])

out <- colnames(bayes_R2(fit, summary = FALSE))

out <- quantile(bayes_R2(fit, summary = FALSE), c(0.1, 0.9))

out <- fitted(cum)[1:3, "Estimate", ]

out <- fitted(cum)[2, , "P(Y = 2)"]

f <- fitted(cum)
out <- f[1:2, 1, ]

out <- dimnames(fitted(cum))[[3]]

out <- fitted(mv)[1:3, , "y2"]

out <- fitted(mv, robust = TRUE, probs = c(.1, .9))[2, , ]

out <- residuals(mv, method = "posterior_epred")[1:3, "Estimate", "y"]

out <- apply(fitted(cum)[, "Estimate", ], 1, which.max)[1:9]

out <- summary(mv)$rescor_pars["rescor(y,y2)", "Estimate"]

out <- rownames(summary(mv)$rescor_pars)

out <- summary(cur)$splines

out <- summary(cur, robust = TRUE, prob = 0.5)$mo

out <- summary(fit)$splines

out <- is.null(summary(fit)$mo)

out <- summary(fit)$group

out <- summary(fit)[["fixed"]]["mu1_x", ]

out <- summary(fit)[["fixed"]][, "Estimate"]

out <- summary(plain)[["spec_pars"]]["sigma", "Rhat"]

out <- nuts_params(fit)[c(1, 101, 601, 1101), "Value"]

np <- nuts_params(fit)
out <- levels(np$Parameter)

np <- nuts_params(fit, pars = c("treedepth__", "divergent__"))
out <- c(np$Chain[c(1, 101, 201, 301)], np$Value[c(1, 101, 201, 301)])

np <- nuts_params(fit, pars = c("treedepth__", "divergent__"))
out <- levels(np$Parameter)

out <- nuts_params(fit) %>% group_by(Parameter) %>% summarise(m = mean(Value)) %>% as.data.frame()

out <- table(nuts_params(fit)$Parameter)

out <- nuts_params(fit) %>% filter(Parameter == "treedepth__") %>% pull(Value) %>% max()

out <- nuts_params(fit) %>% filter(Parameter == "stepsize__", Iteration == 1) %>% pull(Chain)

out <- sum(subset(nuts_params(fit), Parameter == "divergent__")$Value)

out <- names(model.frame(fit))

out <- model.frame(fit)[1:3, ]

out <- sapply(model.frame(fit), class)

out <- posterior_interval(fit, pars = "^sigma", prob = .9)["sigma1", ]

out <- posterior_interval(fit, variable = "^b_", regex = TRUE)["b_mu1_x", ]

out <- rownames(posterior_interval(fit, pars = "^b_mu1"))

out <- rownames(posterior_interval(fit, variable = c("sigma1", "nu2")))

out <- hypothesis(fit, "mu1_x > 0", group = "g", scope = "coef")$hypothesis$Estimate[1:3]

out <- hypothesis(fit, "sigma1 > sigma2", class = NULL)$hypothesis$Evid.Ratio

out <- loo(plain)$diagnostics$pareto_k[1:4]

out <- waic(plain)$pointwise[1:3, "waic"]

out <- vcov(fit, pars = c("mu1_x", "mu2_x"), correlation = TRUE)[1, 2]

out <- ngrps(plain)$g

out <- nobs(plain)

pri <- rbind(prior(normal(10, 2), class = Intercept, dpar = mu1), prior(normal(0, 1), class = b, dpar = mu2))
out <- pri$class

f <- function(k) rbind(prior_string("normal(0, 1)", class = "b", dpar = paste0("mu", k)), prior(normal(0, 2), class = Intercept))
out <- nrow(f(2))

f <- function() { p <- c(prior(normal(0, 1), class = b)); c(p, prior(normal(0, 2), class = Intercept), set_prior("normal(0, 1)", class = "b", dpar = c("mu1", "mu2"))) }
out <- c(nrow(f()), sum(f()$class == "b"))

pri <- do.call(rbind, lapply(1:2, function(k) set_prior("normal(0, 1)", class = "b", dpar = paste0("mu", k))))
out <- pri$dpar

l <- loo(plain, save_psis = TRUE)
w <- weights(l$psis_object)
out <- round(c(dim(w), range(w), colSums(exp(w))[1:2]), 8)

l <- loo(plain, save_psis = TRUE)
ps <- l$psis_object
out <- c(round(colMeans(weights(ps, log = FALSE))[1:3], 10), length(ps$diagnostics$pareto_k))

out <- is.null(loo(plain)$psis_object)

out <- names(dimnames(as.matrix(fit)))

x <- as.matrix(fit, variable = "sigma1")
out <- names(dimnames(x * 2))

out <- dimnames(as.matrix(plain))$variable[1:2]

out <- is.null(names(dimnames(fixef(fit))))

h <- hypothesis(fit, c("mu1_x = 0", "a" = "mu2_x - mu1_x > 0"))
out <- h$hypothesis[, c("Hypothesis", "Estimate", "Star")]

out <- fit$family$mix[[1]]$dpars

out <- c(family(plain)$link, family(plain)$dpars)

out <- is.null(summary(readRDS("two_gaussians.rds"))$random)

out <- c(length(summary(readRDS("two_gaussians.rds"))$group), is.null(summary(readRDS("two_gaussians.rds"))$ngrps))

out <- c(fit$family$mix[[2]]$link_sigma, fit$family$mix[[2]]$link_nu, is.null(fit$family$mix[[1]]$link_sigma))

out <- posterior_samples(fit, "^b_mu1", subset = c(3, 5))

n <- 2:4
out <- posterior_samples(plain, pars = "sigma", subset = n)
