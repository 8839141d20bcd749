# Recovery of parameters over simulated sets, in parallel and in a list
library(brms)
library(purrr)
library(dplyr)
library(future)
library(furrr)
plan(multisession, workers = 2)
n_sims <- 3
grid <- expand.grid(n = c(20, 40), effect = c(0, 0.5), sim = seq_len(n_sims), KEEP.OUT.ATTRS = FALSE)
simulate_one <- function(n, effect, seed) {
  set.seed(seed)
  x <- rep(0:1, length.out = n)
  data.frame(x = x, y = effect * x + rnorm(n))
}
sets <- pmap(list(grid$n, grid$effect, grid$sim), simulate_one)
naive <- map_dfr(sets, ~ data.frame(est = mean(.x$y[.x$x == 1]) - mean(.x$y[.x$x == 0]), n = nrow(.x)), .id = "set")
naive <- bind_cols(naive, grid["effect"])
bias <- naive %>% group_by(n, effect) %>% summarise(bias = mean(est - effect), rmse = sqrt(mean((est - effect)^2)), .groups = "drop")
base <- brm(y ~ x, data = sets[[1]], chains = 1, iter = 300, seed = 1, refresh = 0)
fits <- map(sets[1:2], ~ update(base, newdata = .x, chains = 1, iter = 300, seed = 1, refresh = 0))
ests <- map_dfr(fits, ~ as.data.frame(fixef(.x))["x", ], .id = "set")
sim_d_and_fit <- function(seed, n) {
  d <- simulate_one(n, 0.5, seed)
  update(base, newdata = d, seed = seed, refresh = 0) %>% fixef() %>% data.frame() %>% tibble::rownames_to_column("parameter")
}
more <- tibble::tibble(seed = 1:2) %>% mutate(b = map(seed, sim_d_and_fit, n = 20)) %>% tidyr::unnest(b)
more %>% filter(parameter == "x") %>% mutate(hit = Q2.5 < 0.5 & Q97.5 > 0.5) %>% summarise(coverage = mean(hit))
res <- future_map_dbl(sets, ~ mean(.x$y), .options = furrr_options(seed = TRUE))
cores <- 2
t0 <- Sys.time()
power <- sapply(split(naive$est, naive$effect), function(e) mean(abs(e) > 0.3))
elapsed <- difftime(Sys.time(), t0, units = "secs")
message(sprintf("%d sets", length(sets)))
out <- tryCatch(stop("no"), error = function(e) NULL, finally = cat("done\n"))
stopifnot(is.null(out), length(res) == nrow(grid))
