# Fragments of R about the forms of draws, their numbers, weights and measures. start_of_forms_of_draws.R precedes each.

x <- draws_matrix(a = 1:10, b = cos(1:10), .nchains = 2)
out <- c(nchains(x), niterations(x), ndraws(x), nvariables(x))

x <- draws_df(a = 1:10, b = cos(1:10), .nchains = 2)
out <- as.data.frame(x)

x <- draws_array(a = c(1, 2, 3, 4), b = 2, .nchains = 2)
out <- dim(x)

x <- draws_array(a = c(1, 2, 3, 4), b = 2, .nchains = 2)
out <- as.vector(x[, 2, "a"])

x <- draws_list(a = c(1, 2, 3, 4), .nchains = 2)
out <- x[[2]]$a

x <- draws_rvars(x = matrix(1:6, 3), y = c(1, 2, 4))
out <- variables(x)

x <- draws_rvars(x = matrix(1:6, 3), y = c(1, 2, 4))
out <- E(x$x)

x <- draws_rvars(x = matrix(1:6, 3), y = c(1, 2, 4))
out <- variables(as_draws_df(x))

x <- as_draws_array(cells)
out <- nchains(as_draws_matrix(x))

x <- as_draws_matrix(as_draws_array(cells))
out <- nchains(subset_draws(x, "tau"))

x <- as_draws_matrix(as_draws_array(cells))
out <- as.data.frame(summarise_draws(x, "rhat", "ess_bulk"))

x <- as_draws_matrix(as_draws_array(cells))
out <- dim(as_draws_array(x))

x <- as_draws_rvars(as_draws_array(cells))
out <- variables(x)

x <- as_draws_rvars(as_draws_array(cells))
out <- E(x$b)

x <- as_draws_rvars(as_draws_array(cells))
out <- dim(draws_of(x$b))

x <- as_draws_rvars(as_draws_array(cells))
out <- draws_of(x$b)[1:4, 2]

x <- as_draws_rvars(as_draws_array(cells))
out <- dim(draws_of(x$b, with_chains = TRUE))

x <- as_draws_rvars(as_draws_array(cells))
out <- variables(as_draws_array(x))

x <- as_draws_list(as_draws_array(cells))
out <- c(nchains(x), ndraws(x), nvariables(x))

x <- as_draws_list(as_draws_array(cells))
out <- as.data.frame(as_draws_df(x))[c(1, 9, 17), ]

x <- as_draws_df(list(a = 1:3, b = c(2, 4, 6)))
out <- as.data.frame(x)

x <- as_draws_matrix(array(1:6, c(3, 2)))
out <- variables(x)

x <- as_draws_array(cells)
out <- iteration_ids(x)

x <- as_draws_array(cells)
out <- chain_ids(x)

x <- as_draws_df(cells)
out <- draw_ids(x)

x <- as_draws_df(two)
out <- c(length(draw_ids(x)), length(iteration_ids(x)), chain_ids(x))

out <- ess_quantile(extract_variable_matrix(two, "sigma1"), probs = c(0.1, 0.5))

out <- ess_quantile(extract_variable_matrix(two, "sigma1"), probs = 0.9, names = FALSE)

out <- mcse_quantile(extract_variable_matrix(two, "sigma1"))

out <- mcse_quantile(cells[, , "mu"], probs = c(0.05, 0.25, 0.75))

out <- ess_quantile(cells[, , "mu"])

out <- c(ess_bulk(cells[, , "mu"]), ess_tail(cells[, , "mu"]), rhat(cells[, , "mu"]), ess_sd(cells[, , "mu"]))

x <- as_draws_rvars(as_draws_array(cells))
out <- c(rhat(x$mu), ess_mean(x$mu), mcse_mean(x$mu), mcse_sd(x$mu))

x <- as_draws_rvars(as_draws_array(cells))
out <- rhat(x$b)

x <- as_draws_rvars(as_draws_array(cells))
out <- ess_bulk(x$b)

out <- c(rhat_basic(cells[, , 1]), ess_basic(cells[, , 1]), ess_mean(cells[, , 1]), mcse_median(cells[, , 1]), ess_median(cells[, , 1]))

out <- entropy(c("a", "b", "b", "c"))

out <- entropy(factor(c("a", "b", "b", "c"), levels = c("a", "b", "c", "d")))

out <- c(dissent(c(1, 1, 2, 5)), dissent(c(2, 2, 2)), dissent(c(1, 5)))

out <- dissent(factor(c("low", "mid", "high", "mid"), levels = c("low", "mid", "high")))

out <- dissent(ordered(c("low", "mid", "mid"), levels = c("low", "mid", "high", "top")))

out <- modal_category(c("b", "a", "a", "b", "c"))

out <- modal_category(factor(c("b", "a", "c", "a")))

out <- modal_category(c(3, 1, 1, 3))

x <- rvar(matrix(c(1, 1, 2, 3, 3, 1), 3))
out <- c(modal_category(x), entropy(x))

x <- rvar(c(1, 1, 2, 5))
out <- c(entropy(x), dissent(x), modal_category(x))

out <- reserved_variables()

x <- weight_draws(as_draws_df(cells), weights = 1:24)
out <- reserved_variables(as_draws_matrix(x))

x <- weight_draws(as_draws_df(cells), weights = 1:24)
out <- sum(weights(x) * x$mu)

x <- weight_draws(as_draws_df(cells), weights = 1:24)
out <- c(nvariables(x), "mu" %in% variables(x), ".log_weight" %in% names(x))

x <- weight_draws(as_draws_matrix(as_draws_array(cells)), weights = log(1:24), log = TRUE)
out <- weights(x)

x <- weight_draws(as_draws_array(cells), weights = 1:24)
out <- weights(x, log = TRUE, normalize = FALSE)

x <- weight_draws(as_draws_rvars(as_draws_array(cells)), weights = 1:24)
out <- weights(x)[24]

x <- subset_draws(weight_draws(as_draws_df(cells), weights = 1:24), variable = "mu", chain = 2)
out <- weights(x)

out <- is.null(weights(as_draws_df(cells)))

set.seed(4)
x <- resample_draws(weight_draws(as_draws_df(cells), weights = 1:24))
out <- x$mu

set.seed(4)
x <- resample_draws(as_draws_df(cells), weights = rep(1:3, 8), method = "simple", ndraws = 10)
out <- c(x$mu, names(x) == ".log_weight")

set.seed(4)
x <- resample_draws(as_draws_df(cells), weights = rep(1:3, 8), method = "simple_no_replace", ndraws = 5)
out <- x$tau

x <- resample_draws(weight_draws(as_draws_matrix(as_draws_array(cells)), weights = 1:24), method = "deterministic", ndraws = 12)
out <- c(x[, "mu"])

x <- resample_draws(weight_draws(as_draws_array(cells), weights = 1:24), method = "deterministic")
out <- dim(x)

x <- subset_draws(as_draws_df(cells), draw = c(3, 3, 1), unique = FALSE)
out <- x$mu

x <- subset_draws(as_draws_array(cells), chain = c(2, 1), unique = FALSE)
out <- as.vector(x[1, , "mu"])

x <- as_draws_array(cells)
y <- mutate_variables(x, tau2 = tau^2, lower = mu - 1.96 * tau)
out <- dim(y)

x <- as_draws_array(cells)
y <- mutate_variables(x, tau2 = tau^2)
out <- as.vector(y[1:3, 2, "tau2"])

x <- as_draws_matrix(as_draws_array(cells))
y <- mutate_variables(x, tau2 = tau^2)
out <- nchains(y)

y <- mutate_variables(as_draws_array(cells), half = mu / 2)
out <- variables(y)

y <- as_draws_rvars(as_draws_array(cells)) |> mutate_variables(half = mu / 2)
out <- mean(y$half)

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, "mean", weighted = function(v, w) sum(v * w), .args = list(w = 1:24)))

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, ~quantile(.x, probs = c(0.4, 0.6))))

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, mean, low = ~quantile2(.x, 0.1), sd))

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, "mean", quantile2, .args = list(probs = c(0.1, 0.9))))

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, function(v) c(lo = min(v), hi = max(v))))

x <- as_draws_array(cells)
out <- as.data.frame(summarise_draws(x, ess_quantile, mcse_quantile))

x <- as_draws_array(cells)
out <- as.data.frame(summarise_draws(x, default_mcse_measures()))

x <- merge_chains(as_draws_matrix(as_draws_array(cells)))
out <- nchains(x)

x <- split_chains(as_draws_matrix(as_draws_array(cells)))
out <- nchains(x)

x <- as_draws_matrix(two)
out <- c(nchains(x), niterations(x))

x <- thin_draws(as_draws_list(as_draws_array(cells)), 2)
out <- x[[3]]$tau

x <- as_draws_array(cells)
total <- 0
for_each_draw(x, { total <<- total + mu * .draw })
out <- total

x <- as_draws_df(cells)
sums <- numeric(0)
for_each_draw(x, sums <<- c(sums, sum(b) + tau))
out <- sums

x <- as_draws_df(cells)
out <- as.data.frame(summarise_draws(x, weighted.mean, .args = list(w = 1:24)))
