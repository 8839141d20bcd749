# The tables behind the pictures of bayesplot. Pictures themselves are in test_bayesplot.py.

out <- as.data.frame(mcmc_intervals_data(x))

out <- as.data.frame(mcmc_intervals_data(m, prob = 0.8, prob_outer = 0.95, point_est = "mean"))

out <- as.data.frame(mcmc_intervals_data(x, point_est = "none"))

out <- as.data.frame(mcmc_intervals_data(x, rhat = c(1, 1.07, 1.3, 1.05)))

out <- as.data.frame(mcmc_intervals_data(x, pars = "sigma", regex_pars = c("beta", "^s")))

out <- as.data.frame(mcmc_intervals_data(x, c("beta[2]", "alpha"), transformations = list(alpha = "exp")))

out <- as.data.frame(mcmc_intervals_data(x, regex_pars = "beta\\[[[:digit:]]\\]", transform = "exp"))

out <- as.data.frame(mcmc_intervals_data(x, "alpha", transformations = function(v) (v - mean(v)) / sd(v)))

out <- as.data.frame(mcmc_intervals_data(x, transformations = list("beta[2]" = function(x) x + 3, sigma = plogis)))

halve <- function(v) v / 2
out <- as.data.frame(mcmc_intervals_data(x, transformations = list(alpha = halve, sigma = "plogis")))

out <- as.data.frame(mcmc_intervals_data(x, pars = vars(alpha, contains("beta"))))

out <- as.data.frame(mcmc_intervals_data(x, pars = vars(-contains("beta"))))

out <- as.data.frame(mcmc_intervals_data(x, pars = vars(param_range("beta", c(2, 1, 7)))))

out <- as.data.frame(mcmc_intervals_data(x, pars = vars(sigma, param_glue("beta[{k}]", k = 1:2))))

d <- mcmc_areas_data(x, pars = c("alpha", "sigma"), prob = 0.8, prob_outer = 0.9)
out <- as.data.frame(d[c(1, 2, 500, 1024, 1025, 2048, 2049, 4096, 4097, nrow(d)), ])

d <- mcmc_areas_data(x, "alpha", transformations = list(alpha = "exp"), point_est = "mean")
out <- as.data.frame(d[d$interval == "point", ])

d <- mcmc_areas_data(x, point_est = "none", bw = 0.2, adjust = 1.5, n_dens = 64)
out <- as.data.frame(d)

out <- table(mcmc_areas_data(x, prob = 0.9)$interval)

d <- mcmc_areas_data(m, rhat = c(1, 1.2, 1.06, 1.01), n_dens = 16)
out <- as.data.frame(d)

d <- mcmc_areas_data(x, bw = "nrd", n_dens = 32)
out <- colMeans(d[, c("x", "density", "scaled_density", "plotting_density")])

d <- mcmc_areas_ridges_data(x, regex_pars = "beta", prob = 0.9, n_dens = 32)
out <- as.data.frame(d)

d <- mcmc_dens_chains_data(x, pars = "alpha", n_dens = 16)
out <- as.data.frame(d)

out <- as.data.frame(mcmc_trace_data(x[1:5, , ], pars = c("sigma", "alpha")))

out <- as.data.frame(mcmc_trace_data(x[1:6, , ], pars = "sigma", highlight = 2, n_warmup = 2))

out <- as.data.frame(mcmc_trace_data(x[1:6, , ], pars = "sigma", iter1 = 7))

out <- as.data.frame(mcmc_parcoord_data(m[1:5, ], regex_pars = "beta"))

out <- as.data.frame(mcmc_rhat_data(c(a = 1.01, b = 1.2, d = 1.07)))

out <- as.data.frame(mcmc_rhat_data(c(1.3, 1.05, 1.1)))

out <- as.data.frame(mcmc_neff_data(c(a = 0.1, b = 0.6, d = 0.5)))

out <- as.data.frame(ppc_intervals_data(y, yrep))

out <- as.data.frame(ppc_intervals_data(y, yrep, x = 12:1, group = g, prob = 0.8, prob_outer = 0.95))

out <- as.data.frame(ppc_ribbon_data(y, yrep, prob_outer = 0.4))

out <- as.data.frame(ppd_intervals_data(yrep, group = g))

out <- as.data.frame(ppc_stat_data(y, yrep[1:3, ], stat = "median"))

q25 <- function(v) quantile(v, 0.25)
out <- as.data.frame(ppc_stat_data(y, yrep[1:3, ], group = g, stat = c("mean", "q25")))

out <- as.data.frame(ppd_stat_data(yrep[1:3, ], stat = "IQR"))

out <- as.data.frame(ppc_bars_data(z, zrep, prob = 0.5))

out <- as.data.frame(ppc_bars_data(z, zrep, group = g, freq = FALSE))

out <- as.data.frame(ppc_data(y, yrep[1:3, ]))

out <- as.data.frame(ppc_data(y, yrep[1:2, ], g))

out <- as.data.frame(ppd_data(yrep[1:2, ], group = g))

out <- as.data.frame(ppc_error_data(y, yrep[1:2, ], g))

out <- as.data.frame(ppc_scatter_data(y, yrep[1:2, ]))

out <- as.data.frame(ppc_scatter_avg_data(y, yrep, group = g))

out <- tryCatch(mcmc_intervals_data(x, pars = "nope"), error = function(e) "refused")

out <- tryCatch(mcmc_intervals_data(x, transformations = list(nope = "log")), error = function(e) "refused")

out <- names(ppc_intervals_data(y, yrep, group = g))

d <- data.frame(Chain = rep(1:2, each = 5), a = 1:10 / 3)
out <- as.data.frame(mcmc_trace_data(d))

out <- levels(mcmc_intervals_data(posterior::as_draws_df(x), regex_pars = "^[ab]")$parameter)

out <- c(available_mcmc())

out <- c(available_mcmc("_data", plots_only = FALSE))

out <- c(available_ppc())

out <- c(available_ppc("stat|bars", plots_only = FALSE))

out <- c(available_ppd("grouped", invert = TRUE))
