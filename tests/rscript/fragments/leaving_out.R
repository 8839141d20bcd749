# Fragments of R's loo on arrays and matrices of log densities. start_of_leaving_out.R precedes each of them.

out <- relative_eff(exp(log_lik))

out <- relative_eff(exp(flat), chain_id = rep(1:4, each = 100))

out <- relative_eff(exp(flat[, 1]), chain_id = rep(1, 400))

x <- loo(log_lik, r_eff = relative_eff(exp(log_lik)))
out <- x$estimates

x <- loo(log_lik, r_eff = relative_eff(exp(log_lik)))
out <- x$pointwise

x <- loo(log_lik, r_eff = relative_eff(exp(log_lik)), cores = 2)
out <- x$diagnostics$pareto_k

x <- loo(log_lik, r_eff = relative_eff(exp(log_lik)))
out <- x$diagnostics$n_eff

x <- loo(flat)
out <- x$estimates

x <- loo(flat, r_eff = NA)
out <- c(x$estimates["elpd_loo", "SE"], x$looic, x$se_looic)

x <- loo(flat, r_eff = rep(0.5, 6), save_psis = TRUE)
out <- weights(x$psis_object, log = FALSE)[1:3, 1:2]

x <- loo(steep)
out <- x$pointwise

x <- loo(steep)
out <- pareto_k_ids(x)

x <- loo(steep)
out <- pareto_k_ids(x, threshold = 0.3)

x <- loo(steep)
out <- pareto_k_table(x)[, "Count"]

x <- loo(steep)
out <- c(mcse_loo(x), psis_n_eff_values(x), pareto_k_values(x), pareto_k_influence_values(x))

x <- waic(log_lik)
out <- x$estimates

x <- waic(flat)
out <- x$pointwise

x <- waic(steep)
out <- c(x$waic, x$se_waic)

a <- loo(log_lik, r_eff = relative_eff(exp(log_lik)))
b <- loo(other, r_eff = relative_eff(exp(other)))
out <- loo_compare(a, b)

a <- loo(log_lik, r_eff = NA); b <- loo(other, r_eff = NA); d <- loo(other - 0.1, r_eff = NA)
out <- rownames(loo_compare(a, b, d))

a <- loo(log_lik, r_eff = NA); b <- loo(other, r_eff = NA)
out <- loo_compare(list(first = a, second = b))[, 1:2]

a <- loo(log_lik, r_eff = NA); b <- loo(other, r_eff = NA)
print(loo_compare(a, b))
out <- 1

a <- waic(log_lik); b <- waic(other)
out <- loo_compare(list(a, b))

out <- loo(log_lik, r_eff = rep(0.9, 6))
cat(class(out))
out <- 1

x <- psis(-flat, r_eff = rep(1, 6))
out <- x$log_weights[1:4, ]

x <- psis(-steep, r_eff = rep(0.7, 6))
out <- weights(x, normalize = FALSE)[397:400, ]

x <- psis(-steep, r_eff = rep(0.7, 6))
out <- weights(x)[1:5, 2]

x <- psis(-steep, r_eff = rep(0.7, 6))
out <- colSums(weights(x, log = FALSE))

x <- psis(-steep, r_eff = rep(0.7, 6))
out <- c(x$diagnostics$pareto_k, x$diagnostics$n_eff)

x <- psis(-steep, r_eff = rep(0.7, 6))
out <- c(pareto_k_values(x), psis_n_eff_values(x), relative_eff(x))

x <- psis(-log_lik, r_eff = NA)
out <- pareto_k_ids(x, threshold = 0.2)

x <- psis(-flat[, 1], r_eff = 1)
out <- x$diagnostics$pareto_k

x <- tis(-steep, r_eff = rep(0.7, 6))
out <- c(weights(x)[1:3, 1], x$diagnostics$n_eff)

x <- sis(-steep, r_eff = rep(0.7, 6))
out <- c(weights(x, normalize = FALSE)[1:3, 1], x$diagnostics$n_eff)

p <- psis(-steep, r_eff = rep(0.7, 6))
out <- E_loo(sqrt(-flat), p, type = "mean", log_ratios = -steep)$value

p <- psis(-steep, r_eff = rep(0.7, 6))
out <- E_loo(sqrt(-flat), p, type = "mean", log_ratios = -steep)$pareto_k

p <- psis(-steep, r_eff = rep(0.7, 6))
out <- E_loo(sqrt(-flat), p, type = "variance")$value

p <- psis(-steep, r_eff = rep(0.7, 6))
out <- E_loo(sqrt(-flat), p, type = "quantile", probs = 0.5)$value

p <- psis(-steep, r_eff = rep(0.7, 6))
out <- E_loo(sqrt(-flat), p, type = "quantile", probs = c(0.1, 0.5, 0.9))$value

p <- psis(-steep[, 1], r_eff = 0.7)
out <- E_loo(sqrt(-flat[, 1]), p, type = "quantile", probs = c(0.1, 0.9))

p <- psis(-steep[, 1], r_eff = 0.7)
out <- E_loo(sqrt(-flat[, 1]), p, log_ratios = -steep[, 1])

out <- elpd(log_lik)$estimates

out <- elpd(flat)$pointwise

lpd <- cbind(loo(log_lik, r_eff = NA)$pointwise[, "elpd_loo"], loo(other, r_eff = NA)$pointwise[, "elpd_loo"])
out <- round(stacking_weights(lpd), 3)

lpd <- cbind(loo(log_lik, r_eff = NA)$pointwise[, "elpd_loo"], loo(other, r_eff = NA)$pointwise[, "elpd_loo"])
out <- pseudobma_weights(lpd, BB = FALSE)

set.seed(8)
lpd <- cbind(loo(log_lik, r_eff = NA)$pointwise[, "elpd_loo"], loo(other, r_eff = NA)$pointwise[, "elpd_loo"])
out <- pseudobma_weights(lpd)

set.seed(8)
lpd <- cbind(loo(log_lik, r_eff = NA)$pointwise[, "elpd_loo"], loo(other, r_eff = NA)$pointwise[, "elpd_loo"])
out <- pseudobma_weights(lpd, BB = TRUE, BB_n = 20, alpha = 0.5)

set.seed(8)
out <- loo_model_weights(list(one = loo(log_lik, r_eff = NA), two = loo(other, r_eff = NA)), method = "pseudobma")

out <- loo_model_weights(list(flat, flat - 0.05 * (1:6 %in% 1:3)), method = "pseudobma", BB = FALSE, r_eff_list = list(rep(1, 6), rep(0.8, 6)))

set.seed(1)
out <- kfold_split_random(K = 5, N = 23)

set.seed(1)
out <- table(kfold_split_random(10, 40))

set.seed(2)
out <- kfold_split_stratified(K = 3, x = rep(c("a", "b", "c"), c(5, 7, 8)))

set.seed(2)
out <- kfold_split_grouped(K = 3, x = rep(c("a", "b", "c", "d", "e"), c(2, 3, 1, 4, 2)))

set.seed(2)
out <- kfold_split_grouped(K = 2, x = factor(rep(letters[1:9], 2)))

out <- kfold_split_grouped(K = 3, x = c("u", "v", "w", "u"))

d <- data.frame(y = c(0.3, 1.2, 2.1))
draws <- matrix(sin(1:200), 100, 2)
llfun <- function(data_i, draws) dnorm(data_i$y, draws[, 1], exp(draws[, 2]), log = TRUE)
x <- loo(llfun, data = d, draws = draws, r_eff = rep(1, 3))
out <- x$pointwise

d <- data.frame(y = c(0.3, 1.2, 2.1))
draws <- matrix(sin(1:200), 100, 2)
llfun <- function(data_i, draws, log = TRUE) dnorm(data_i$y, draws[, 1], exp(draws[, 2]), log = log)
out <- waic(llfun, data = d, draws = draws)$estimates

d <- data.frame(y = c(0.3, 1.2, 2.1))
draws <- matrix(sin(1:200), 100, 2)
dens <- function(data_i, draws) dnorm(data_i$y, draws[, 1], exp(draws[, 2]))
out <- relative_eff(dens, chain_id = rep(1:2, each = 50), data = d, draws = draws)

l <- log_lik(two)
x <- loo(l, r_eff = relative_eff(exp(l), chain_id = rep(1:nchains(two), each = ndraws(two) / nchains(two))))
out <- x$estimates - loo(two)$estimates
