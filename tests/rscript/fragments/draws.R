# Fragments of R about draws; each leaves its value in out. start_of_draws.R precedes each of them.

rv <- as_draws_rvars(two)
out <- mean(rv$sigma1)

rv <- as_draws_rvars(two)
out <- c(mean(rv$sigma2 - rv$sigma1), sd(rv$sigma2 / rv$sigma1))

rv <- as_draws_rvars(two)
out <- Pr(rv$sigma1 > rv$sigma2)

rv <- as_draws_rvars(two)
out <- E(rv$theta1 * rv$b_mu1_Intercept + rv$theta2 * rv$b_mu2_Intercept)

rv <- as_draws_rvars(two)
out <- quantile(rv$theta1, c(0.1, 0.9))

rv <- as_draws_rvars(two)
out <- median(exp(rv$sigma1))

rv <- as_draws_rvars(two)
out <- as.vector(draws_of(rv$sigma1))[1:4]

rv <- as_draws_rvars(two)
out <- dim(draws_of(rv$sigma1))

out <- variables(as_draws_rvars(two))

x <- rvar(as_draws_df(two)$sigma1)
out <- mean(x^2)

x <- rvar(1:10)
out <- c(mean(x), sd(x), ndraws(x))

x <- rvar(array(1:20, dim = c(5, 4)))
out <- mean(x)

x <- rvar(array(1:20, dim = c(5, 4)))
out <- length(x)

x <- rvar(array(1:20, dim = c(5, 4)))
out <- mean(sum(x))

x <- rvar(array(c(1, 5, 2, 8, 3, 9), dim = c(3, 2)))
out <- Pr(x[1] > x[2])

x <- rvar(array(c(1, 5, 2, 8, 3, 9), dim = c(3, 2)))
out <- median(x)

x <- rvar(array(c(1, 5, 2, 8, 3, 9), dim = c(3, 2)))
out <- rvar_mean(x) |> mean()

x <- rvar(c(2, 4, 6, 9))
out <- quantile(x, probs = c(0.25, 0.5))

x <- rvar(c(2, 4, 6, 9))
out <- var(x)

x <- rvar(c(2, 4, 6, 9))
out <- mad(x)

x <- c(rvar(c(2, 4, 6)), rvar(c(1, 0, 1)))
out <- mean(x)

x <- rvar(c(2, 4, 6)); y <- rvar(c(1, 0, 1))
out <- E(pmax(draws_of(x), draws_of(y)))

dr <- as_draws_df(two)
out <- nrow(subset_draws(dr, variable = c("sigma1", "theta1"), chain = 1))

dr <- as_draws_df(two)
out <- names(subset_draws(dr, variable = "^sigma", regex = TRUE))

dr <- as_draws_array(two)
out <- dim(subset_draws(dr, variable = "sigma1", iteration = 1:5))

dr <- as_draws_matrix(two)
out <- colMeans(subset_draws(dr, variable = c("sigma1", "sigma2")))

dr <- mutate_variables(as_draws_df(two), ratio = sigma2 / sigma1, diff = b_mu2_Intercept - b_mu1_Intercept)
out <- c(mean(dr$ratio), mean(dr$diff))

dr <- mutate_variables(as_draws_df(two), a = sigma1^2, b = sqrt(a))
out <- max(abs(dr$b - dr$sigma1))

dr <- mutate_variables(as_draws_array(two), ratio = sigma2 / sigma1)
out <- dim(dr)

dr <- mutate_variables(as_draws_rvars(two), ratio = sigma2 / sigma1)
out <- mean(dr$ratio)

dr <- rename_variables(as_draws_df(two), s1 = sigma1, s2 = "sigma2")
out <- variables(dr)

dr <- as_draws_df(two)
variables(dr)[1:2] <- c("m1", "m2")
out <- variables(dr)[1:3]

dr <- merge_chains(as_draws_df(two))
out <- c(nchains(dr), niterations(dr), ndraws(dr))

dr <- merge_chains(as_draws_array(two))
out <- dim(dr)

dr <- thin_draws(as_draws_df(two), 10)
out <- c(niterations(dr), mean(dr$sigma1))

dr <- thin_draws(as_draws_array(two), thin = 5)
out <- niterations(dr)

a <- subset_draws(as_draws_df(two), variable = "sigma1"); b <- subset_draws(as_draws_df(two), variable = "theta1")
out <- variables(bind_draws(a, b))

a <- as_draws_df(two)
out <- ndraws(bind_draws(a, a, along = "draw"))

a <- as_draws_array(two)
out <- c(nchains(bind_draws(a, a, along = "chain")), niterations(bind_draws(a, a, along = "iteration")))

dr <- as_draws_df(two)
w <- weight_draws(dr, weights = rep(1, ndraws(dr)))
out <- weights(w)[1:3] * ndraws(dr)

dr <- as_draws_df(two)
w <- weight_draws(dr, weights = seq_len(ndraws(dr)))
out <- sum(weights(w) * dr$sigma1)

dr <- as_draws_df(two)
w <- weight_draws(dr, weights = log(seq_len(ndraws(dr))), log = TRUE)
out <- weights(w)[1:3]

dr <- as_draws_df(two)
w <- weight_draws(dr, weights = seq_len(ndraws(dr)))
out <- weights(w, normalize = FALSE)[1:3]

set.seed(1)
dr <- as_draws_df(two)
w <- weight_draws(dr, weights = rep(c(1, 0), length.out = ndraws(dr)))
out <- ndraws(resample_draws(w, method = "deterministic", ndraws = 10))

set.seed(5)
out <- ndraws(resample_draws(as_draws_df(two), ndraws = 50, method = "simple"))

w <- weight_draws(as_draws_df(two), weights = rep(1, ndraws(as_draws_df(two))))
out <- ndraws(resample_draws(w))

out <- summarise_draws(as_draws_df(two), "mean", "sd")

out <- summarise_draws(as_draws_df(two))$variable

out <- as.data.frame(summarise_draws(as_draws_df(two), mean, median, sd, mad))

out <- as.data.frame(summarise_draws(as_draws_df(two), ~quantile(.x, probs = c(0.4, 0.6))))

out <- as.data.frame(summarise_draws(as_draws_df(two), m = mean, p = ~mean(.x > 0)))

out <- as.data.frame(summarise_draws(as_draws_df(two), default_convergence_measures()))

out <- as.data.frame(summarise_draws(as_draws_df(two), default_mcse_measures()))

out <- as.data.frame(summarise_draws(as_draws_df(two), default_summary_measures()))

out <- names(summarise_draws(two))

out <- as.data.frame(summarise_draws(subset_draws(as_draws_array(two), "sigma1"), mean, ~quantile2(.x, probs = c(0.1, 0.9))))

out <- as.data.frame(summarise_draws(as_draws_df(two), mean, .args = list(na.rm = TRUE)))

out <- summary(as_draws_df(two))$mean

out <- as.data.frame(summarise_draws(as_draws_rvars(two), "mean"))

out <- as.data.frame(two %>% as_draws_df() %>% subset_draws("sigma", regex = TRUE) %>% summarise_draws("median", "rhat"))

x <- extract_variable(as_draws_df(two), "sigma1")
out <- c(rhat(extract_variable_matrix(two, "sigma1")), ess_bulk(extract_variable_matrix(two, "sigma1")), mean(x))

x <- extract_variable_matrix(two, "theta1")
out <- c(ess_tail(x), ess_mean(x), ess_sd(x), ess_median(x))

x <- extract_variable_matrix(two, "theta1")
out <- c(ess_quantile(x, probs = c(0.1, 0.9)), mcse_quantile(x, probs = 0.5))

x <- extract_variable_matrix(two, "theta1")
out <- c(mcse_mean(x), mcse_sd(x), mcse_median(x), rhat_basic(x), ess_basic(x))

dr <- as_draws_list(two)
out <- c(length(dr), mean(dr[[1]]$sigma1))

dr <- as_draws_df(two, variable = c("sigma1", "theta1"))
out <- names(dr)

dr <- as_draws_df(two, variable = "^b_", regex = TRUE)
out <- variables(dr)

dr <- as_draws_matrix(two)
out <- dim(dr)

dr <- as_draws_matrix(two)
out <- mean(dr[, "sigma1"] > 5)

dr <- as_draws_array(two)
out <- mean(dr[, 1, "sigma1"])

dr <- as_draws_df(two)
out <- aggregate(sigma1 ~ .chain, data = dr, FUN = mean)

dr <- as_draws_df(two)
out <- tapply(dr$sigma1, dr$.chain, mean)

dr <- repair_draws(order_draws(as_draws_df(two)))
out <- dim(dr)

dr <- split_chains(as_draws_df(two))
out <- nchains(dr)

dr <- as_draws_df(data.frame(a = c(1, 2, 3), b = c(2, 4, 7)))
out <- c(ndraws(dr), mean(dr$b))

dr <- draws_df(a = 1:4, b = c(2, 5, 7, 1))
out <- variables(dr)

dr <- as_draws_df(matrix(1:6, 3, dimnames = list(NULL, c("a", "b"))))
out <- summarise_draws(dr, "mean")$mean

out <- as.data.frame(as_draws_df(two)[1:3, c("sigma1", "theta1")])

out <- draws_summary <- posterior::summarise_draws(posterior::as_draws_df(two), median = median)$median

mc <- as.mcmc(two)
out <- c(length(mc), nrow(mc[[1]]), nvar(mc))

mc <- as.mcmc(two)
out <- effectiveSize(mc)[["sigma1"]]

mc <- as.mcmc(two, pars = "^sigma")
out <- varnames(mc)

mc <- as.mcmc(two)
out <- gelman.diag(mc, multivariate = FALSE)$psrf["sigma1", ]

mc <- as.mcmc(two)
out <- gelman.diag(mc[, c("sigma1", "sigma2")])$mpsrf

mc <- as.mcmc(two, combine_chains = TRUE)
out <- HPDinterval(mc)["sigma1", ]

mc <- as.mcmc(two, combine_chains = TRUE)
out <- HPDinterval(mc, prob = 0.8)

mc <- as.mcmc(two)
out <- HPDinterval(mc)[[1]]["theta1", ]

out <- HPDinterval(mcmc(as_draws_df(two)$sigma1))

out <- effectiveSize(mcmc(as_draws_df(two)$sigma1))

mc <- as.mcmc(two)
out <- geweke.diag(mc[[1]])$z

mc <- as.mcmc(two)
out <- autocorr.diag(mc[, "sigma1"])

mc <- as.mcmc(two)
out <- summary(mc)$statistics["sigma1", ]

mc <- as.mcmc(two)
out <- summary(mc)$quantiles

mc <- as.mcmc(two)
out <- c(niter(mc), nchain(mc), thin(mc))

mc <- as.mcmc(two)
out <- dim(as.matrix(mc))

mc <- as.mcmc(two)
out <- colnames(as.matrix(mc[[2]]))

mc <- as.mcmc(two)
out <- crosscorr(mc)["sigma1", "sigma2"]

m <- as.matrix(two)
out <- c(dim(m), mean(m[, "sigma1"]))

m <- as.matrix(two, variable = "sigma1")
out <- colnames(m)

m <- as.array(two)
out <- dimnames(m)[[3]]

d <- as.data.frame(two, variable = c("sigma1", "sigma2"))
out <- sapply(d, mean)

ex <- rstan::extract(two$fit)
out <- names(ex)

ex <- rstan::extract(two$fit, pars = "sigma1")
out <- length(ex$sigma1)

ex <- rstan::extract(two$fit, pars = "sigma1", permuted = FALSE)
out <- dim(ex)

out <- rstan::summary(two$fit)$summary["sigma1", c("mean", "n_eff", "Rhat")]

out <- two$fit@sim$iter

out <- c(two$fit@sim$chains, two$fit@sim$warmup, two$fit@sim$thin)

out <- two$fit@model_name

s <- summary(two)
out <- c(s$chains, s$iter, s$warmup, s$thin)

s <- summary(two)
out <- c(s$algorithm, s$sampler)

out <- nobs(two)

out <- names(two$data)

out <- two$version$brms

out <- levels(fit$data$g)

out <- two$family$family

out <- two$algorithm

out <- two$backend

out <- two$ranef

out <- rstan::get_num_divergent(two$fit)

out <- sum(rstan::get_sampler_params(two$fit, inc_warmup = FALSE)[[1]][, "divergent__"])

out <- rstan::get_num_max_treedepth(two$fit)

out <- dim(rstan::get_posterior_mean(two$fit))

out <- length(rstan::get_elapsed_time(two$fit))

out <- as.data.frame(describe_posterior(plain, centrality = "mean", dispersion = TRUE, test = NULL, diagnostic = NULL))

out <- as.data.frame(describe_posterior(plain, ci = 0.89, ci_method = "hdi", test = "pd", diagnostic = NULL))

out <- as.data.frame(p_direction(plain))

out <- as.numeric(p_direction(as_draws_df(plain)$b_fa))

out <- as.data.frame(rope(plain, range = c(-0.1, 0.1)))

out <- as.data.frame(rope(as_draws_df(plain)$b_fa, range = c(-0.1, 0.1), ci = 0.95))

out <- as.data.frame(hdi(plain))

out <- as.data.frame(hdi(as_draws_df(plain)$b_fa, ci = 0.89))

out <- as.data.frame(ci(plain, method = "ETI"))

out <- as.data.frame(eti(as_draws_df(plain)$b_fa))

out <- as.data.frame(ci(as_draws_df(plain)$b_fa, ci = 0.9, method = "HDI"))

out <- as.data.frame(point_estimate(plain, centrality = "all"))

out <- as.data.frame(rope_range(plain))

out <- rope_range(plain)

out <- as.data.frame(p_significance(plain, threshold = 0.1))

out <- p_to_pd(0.05)

out <- pd_to_p(0.95)

out <- as.data.frame(effective_sample(plain))

out <- as.data.frame(diagnostic_posterior(plain))

out <- as.data.frame(data_grid(plain$data, f, x = seq_range(x, 3)))

out <- as.data.frame(data_grid(plain$data, f, g))

out <- as.data.frame(plain$data %>% data_grid(x = seq_range(x, n = 4), f = "a"))

out <- seq_range(plain$data$x, by = 1)

out <- seq_range(plain$data$x, n = 5, pretty = TRUE)

out <- seq_range(c(1, 5), n = 3, trim = 0.1)

out <- seq_range(c(1, 5), n = 3, expand = 0.1)

out <- as.data.frame(fixef(plain))

out <- as.data.frame(VarCorr(plain)$g$sd)

x <- rvar(c(2, 4, 6, 9))
out <- c(mean(x), sd(x), Pr(x > 3))

d <- data.frame(u = 1:20, v = (1:20)^2)
out <- as.data.frame(hdi(d, ci = c(0.5, 0.9)))

d <- data.frame(u = -4:15, v = (1:20)^2)
out <- as.data.frame(describe_posterior(d, ci = 0.9))

x <- as_draws_df(plain)$b_fa
out <- as.data.frame(describe_posterior(x, test = "pd"))

x <- as_draws_df(plain)$b_fa
out <- as.data.frame(describe_posterior(x, centrality = c("median", "mean"), test = NULL))

out <- as.data.frame(describe_posterior(two, rope_range = c(-0.1, 0.1), diagnostic = NULL))

out <- as.data.frame(rope(plain, range = c(-0.1, 0.1), ci = c(0.9, 1)))

if (p_direction(as_draws_df(plain)$b_fa) > 0.5) out <- "likely" else out <- "unclear"

out <- p_direction(plain)$pd

out <- round(hdi(as_draws_df(plain)$b_fa)$CI_low, 3)

out <- as.matrix(two, pars = "^sigma") |> colnames()

m <- as.matrix(two, variable = c("sigma1", "theta1"))
out <- apply(m, 2, mean)

m <- subset_draws(as_draws_matrix(two), c("sigma1", "sigma2"), draw = 1:5)
out <- dim(m)

out <- dim(thin_draws(as_draws_matrix(two), 20))

s <- summary(as_draws_df(two, variable = "sigma1"))
out <- as.data.frame(s)

out <- as.data.frame(summarise_draws(two, "mcse_sd", "mcse_quantile"))
