# Chains of draws as coda takes them, and weights of models.

mc <- as.mcmc(fit, combine_chains = TRUE); out <- dim(mc)

mc <- as.mcmc(fit, combine_chains = TRUE); out <- effectiveSize(mc)[1:3]

mc <- as.mcmc(fit); out <- nchain(mc)

mc <- as.mcmc(fit); out <- niter(mc)

mc <- as.mcmc(fit); out <- varnames(mc)

mc <- as.mcmc(two); out <- gelman.diag(mc, multivariate = FALSE)$psrf

mc <- as.mcmc(two, pars = "theta1", fixed = TRUE); out <- effectiveSize(mc)

mc <- as.mcmc(two); out <- summary(mc)$statistics

mc <- as.mcmc(two); out <- summary(mc)$quantiles

mc <- as.mcmc(two); out <- HPDinterval(mc)[[1]]

mc <- as.mcmc(two, combine_chains = TRUE); out <- HPDinterval(mc, prob = .9)

mc <- as.mcmc(two); out <- geweke.diag(mc[[1]])$z

mc <- as.mcmc(two); out <- autocorr.diag(mc)

mc <- as.mcmc(two); out <- mc[[1]][1:3, "theta1"]

mc <- as.mcmc(two); out <- do.call(rbind, mc)[1:2, "theta1"]

mc <- as.mcmc(two); out <- as.matrix(mc)[1:2, "theta1"]

x <- as.mcmc(as.numeric(as_draws_df(two)$theta1)); out <- effectiveSize(x)

x <- mcmc(as.numeric(as_draws_df(two)$theta1)); out <- HPDinterval(x)

x <- mcmc.list(mcmc(1:10 + 0.5), mcmc(10:1 + 0.2)); out <- effectiveSize(x)

ll <- list(a = loo(two), b = loo(two)); out <- as.numeric(loo_model_weights(ll))

ll <- list(loo(two), loo(two)); out <- names(loo_model_weights(ll))

ll <- list(a = loo(two), b = loo(two)); out <- round(as.numeric(loo_model_weights(ll, method = "pseudobma", BB = FALSE)), 8)

ll <- list(a = loo(two), b = loo(two)); out <- rownames(loo_compare(ll))

ll <- lapply(list(a = two, b = two), loo); out <- sapply(ll, function(l) l$estimates["elpd_loo", "Estimate"])

ll <- list(a = loo(two), b = loo(two)); set.seed(1); out <- round(loo_model_weights(ll, method = "pseudobma"), 6)

out <- rhat(fit)

out <- neff_ratio(fit)

out <- rhat(two, pars = c("sigma1", "b_mu1_Intercept"))

out <- neff_ratio(two, pars = c("sigma1", "lp__"))

out <- rstan::summary(two$fit)$summary

out <- rstan::summary(fit$fit, pars = c("sigma1", "b_mu2_x"), probs = c(.1, .9))$summary[, c("se_mean", "n_eff", "Rhat")]

out <- sum(rhat(fit) > 1.01)

t <- readRDS("after/truncated.rds")
out <- neff_ratio(t)
