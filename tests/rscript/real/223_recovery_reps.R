#!/usr/bin/env Rscript
# Simulation study: how well are mixture components recovered?
# usage: Rscript sim.R [reps] [seed]
suppressMessages({
  library(brms)
  library(dplyr)
  library(tidyr)
  library(purrr)
})
args <- commandArgs(trailingOnly = TRUE)
reps <- if (length(args) >= 8) as.integer(args[8]) else 2L
seed <- ifelse(length(args) > 8, as.integer(args[9]), 1234L)
set.seed(seed)
results_dir <- "results"
if (!dir.exists(results_dir)) dir.create(results_dir)
log_msg <- function(...) cat(format(Sys.time(), "%H:%M:%S"), "|", ..., "\n", file = stderr())

conditions <- expand.grid(n = c(60, 120), delta = c(2, 4), lambda = c(.3, .5), KEEP.OUT.ATTRS = FALSE)
conditions$cond_id <- seq_len(nrow(conditions))
conditions <- conditions[conditions$lambda == .5 | conditions$delta == 4, ]
rownames(conditions) <- NULL

make_data <- function(n, delta, lambda, ...) {
  z <- rbinom(n, size = 1, prob = lambda)
  list(y = rnorm(n, mean = z * delta), z = z)
}
# moments before anything is fitted
truth <- pmap_dfr(conditions, function(n, delta, lambda, cond_id) {
  tibble(cond_id = cond_id, m = lambda * delta, v = 1 + lambda * (1 - lambda) * delta^2, overlap = 2 * pnorm(-delta / 2))
})
conditions <- merge(conditions, truth, by = "cond_id")
seeds <- matrix(sample.int(1e6, nrow(conditions) * reps), nrow = nrow(conditions), dimnames = list(paste0("c", conditions$cond_id), NULL))

# a compiled template, updated for each data set
d0 <- as.data.frame(make_data(60, 4, .5))
template <- brm(y ~ 1, data = d0, family = mixture(gaussian, gaussian), prior = c(prior(normal(0, 2), class = Intercept, dpar = mu1), prior(normal(3, 2), class = Intercept, dpar = mu2)), chains = 1, iter = 300, refresh = 0, seed = 1)

run_one <- function(cond, rep) {
  set.seed(seeds[cond, rep])
  cc <- conditions[cond, ]
  sim <- make_data(cc$n, cc$delta, cc$lambda)
  fit <- try(update(template, newdata = data.frame(y = sim$y), recompile = FALSE, refresh = 0, seed = seeds[cond, rep]), silent = TRUE)
  if (inherits(fit, "try-error")) {
    log_msg("failed", cond, rep)
    return(NULL)
  }
  ps <- posterior_summary(fit, probs = c(.05, .95))
  keep <- c("b_mu1_Intercept", "b_mu2_Intercept", "theta2")
  true <- c(0, cc$delta, cc$lambda)
  p <- pp_mixture(fit)[, "Estimate", 2]
  acc <- mean((p > .5) == (sim$z == 1))
  data.frame(cond_id = cc$cond_id, rep = rep, par = keep, true = true, est = ps[keep, "Estimate"], lo = ps[keep, "Q5"], hi = ps[keep, "Q95"], acc = acc, rhat = max(rhat(fit), na.rm = TRUE), row.names = NULL)
}
grid <- expand.grid(cond = seq_len(nrow(conditions))[1:2], rep = seq_len(reps))
t0 <- Sys.time()
res <- vector("list", nrow(grid))
for (i in seq_len(nrow(grid))) {
  res[[i]] <- run_one(grid$cond[i], grid$rep[i])
  if (i %% 2 == 0) log_msg("done", i, "of", nrow(grid))
}
elapsed <- difftime(Sys.time(), t0, units = "secs")
res <- bind_rows(res)
stopifnot(is.data.frame(res), nrow(res) == 3 * nrow(grid))
summ <- res %>%
  mutate(covered = true >= lo & true <= hi, bias = est - true) %>%
  group_by(cond_id, par) %>%
  summarise(bias = mean(bias), rmse = sqrt(mean((est - true)^2)), coverage = mean(covered), acc = mean(acc), .groups = "drop_last") %>%
  mutate(rank = min_rank(rmse)) %>%
  ungroup() %>%
  left_join(select(conditions, cond_id, n, delta, lambda), by = "cond_id")
summ
final <- summ %>% select(n, delta, lambda, par, bias, coverage) %>% pivot_wider(names_from = par, values_from = c(bias, coverage), names_sep = ".")
write.table(final, file.path(results_dir, "summary.txt"), sep = "\t", quote = FALSE, row.names = FALSE)
# how classical estimates do (no MCMC)
mc <- replicate(5, { d <- make_data(100, 4, .5); c(mean = mean(d$y), sd = sd(d$y), med1 = median(d$y[d$z == 1])) })
mc_sum <- data.frame(stat = rownames(mc), avg = rowMeans(mc), mcse = apply(mc, 1, sd) / sqrt(ncol(mc)))
mc_arr <- array(NA_real_, dim = c(2, 3, 4), dimnames = list(NULL, c("n", "mean", "var"), NULL))
for (b in 1:4) for (a in 1:2) { x <- make_data(20 * a, b, .5)$y; mc_arr[a, , b] <- c(length(x), mean(x), var(x)) }
avg_arr <- apply(mc_arr, c(1, 2), mean)
colnames(avg_arr)
nls_par <- round(optim(c(0, 4, 0), function(p) -sum(log(plogis(p[3]) * dnorm(d0$y, p[2]) + (1 - plogis(p[3])) * dnorm(d0$y, p[1]))), method = "BFGS")$par, 4)
nls_par
message(sprintf("Finished after %s.", if (elapsed > 60) "more than a minute" else "less than a minute"))
quit(save = "no", status = 0)
