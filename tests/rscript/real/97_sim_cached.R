# Simulation study: how often are two components found? (run over night on the server)
library(brms)
library(purrr)
library(dplyr)
library(tidyr)

out_file <- "sim_results.rds"
n_rep <- 3
cond <- expand.grid(n = c(60, 120), d = c(1, 3), p = .5, KEEP.OUT.ATTRS = FALSE, stringsAsFactors = FALSE)
cond$id <- seq_len(nrow(cond))
cond$label <- with(cond, sprintf("n=%d, d=%.1f", n, d))
seeds <- matrix(1000 + seq_len(nrow(cond) * n_rep), nrow = nrow(cond), byrow = TRUE,
                dimnames = list(cond$label, paste0("rep", 1:n_rep)))

gen <- function(n, d, p = .5, seed = NULL) {
  if (!is.null(seed)) set.seed(seed)
  k <- rbinom(n, size = 1, prob = p) + 1
  mu <- c(0, d)
  list(y = mu[k] + rnorm(n), k = k)
}
# EM by hand, as a quick reference
em <- function(y, K = 2, maxit = 200, tol = 1e-8) {
  mu <- as.numeric(quantile(y, seq(0, 1, length.out = K + 2)[2:(K + 1)]))
  s <- rep(sd(y), K)
  w <- rep(1 / K, K)
  old <- -Inf
  trace <- c()
  repeat {
    dens <- sapply(1:K, function(j) w[j] * dnorm(y, mu[j], s[j]))
    ll <- sum(log(rowSums(dens)))
    trace[length(trace) + 1] <- ll
    if (abs(ll - old) < tol || length(trace) >= maxit) break
    old <- ll
    r <- dens / rowSums(dens)
    nk <- colSums(r)
    w <- nk / length(y)
    mu <- colSums(r * y) / nk
    s <- sqrt(colSums(r * outer(y, mu, "-")^2) / nk)
  }
  o <- order(mu)
  list(mu = mu[o], sd = s[o], w = w[o], loglik = ll, iter = length(trace), bic = -2 * ll + (3 * K - 1) * log(length(y)))
}
bic1 <- function(y) -2 * sum(dnorm(y, mean(y), sqrt(mean((y - mean(y))^2)), log = TRUE)) + 2 * log(length(y))

# check the generator
checks <- mapply(function(n, d) { x <- gen(n, d, seed = 1); c(mean = mean(x$y), share = mean(x$k == 2)) }, cond$n, cond$d)
colnames(checks) <- cond$label
round(t(checks), 3)
set.seed(99)
se_mean <- replicate(50, mean(gen(60, 1)$y)) |> sd()
boot <- replicate(20, { i <- sample(60, replace = TRUE); median(i) })

results <- vector("list", nrow(cond) * n_rep)
counter <- 0
start_time <- Sys.time()
for (i in seq_len(nrow(cond))) {
  for (j in seq_len(n_rep)) {
    counter <- counter + 1
    sim <- gen(cond$n[i], cond$d[i], cond$p[i], seed = seeds[i, j])
    fit <- em(sim$y)
    results[[counter]] <- data.frame(
      id = cond$id[i], rep = j,
      gap = diff(fit$mu), w2 = fit$w[2], iter = fit$iter,
      two_better = fit$bic < bic1(sim$y)
    )
    if (counter %% 4 == 0) cat("done", counter, "of", length(results), "\n")
  }
}
res <- do.call(rbind, results)
elapsed <- difftime(Sys.time(), start_time, units = "mins")
tbl <- res %>%
  left_join(cond, by = "id") %>%
  group_by(label) %>%
  summarise(power = mean(two_better), bias = mean(gap - d), rmse = sqrt(mean((gap - d)^2)), mcse = sd(gap) / sqrt(n()), .groups = "drop")
print(as.data.frame(tbl), digits = 3)
stopifnot(nrow(res) == nrow(cond) * n_rep, !anyNA(res$gap))
write.csv(tbl, "sim_table.csv", row.names = FALSE)

# the Bayesian part: compile once, then update()
if (file.exists(out_file)) {
  bayes <- readRDS(out_file)
} else {
  first <- gen(60, 3, seed = 1)
  base_fit <- brm(y ~ 1, data = data.frame(y = first$y), family = mixture(gaussian, gaussian),
                  prior = c(prior(normal(0, 1), Intercept, dpar = mu1), prior(normal(2, 1), Intercept, dpar = mu2)),
                  chains = 1, iter = 300, seed = 1, refresh = 0, silent = 2)
  bayes <- list()
  for (s in 1:2) {
    d_s <- as.data.frame(gen(60, 3, seed = s)["y"])
    f_s <- update(base_fit, newdata = d_s, seed = s, refresh = 0, recompile = FALSE)
    ps <- posterior_summary(f_s)[c("b_mu1_Intercept", "b_mu2_Intercept"), ]
    bayes[[paste0("seed", s)]] <- ps
    rm(f_s)
  }
  saveRDS(bayes, out_file)
}
est <- map_dfr(bayes, ~ as_tibble(.x, rownames = "par"), .id = "run")
est %>% select(run, par, Estimate) %>% pivot_wider(names_from = par, values_from = Estimate)
length(bayes); names(bayes)
unlink(out_file)
