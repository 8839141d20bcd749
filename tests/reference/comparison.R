# Facts of R's loo 2 and bridgesampling 1.1: prints, weights and estimates. Rscript comparison.R [FILE]
suppressMessages({library(loo); library(bridgesampling); library(jsonlite)})
set.seed(1)
out <- commandArgs(trailingOnly = TRUE); out <- if (length(out)) out[1] else "comparison.json"
text <- function(x, ...) capture.output(print(x, ...))

elpd <- signif(-rnorm(20)^2 - 1, 8)
kfolds <- lapply(list(a = elpd, b = elpd - 0.3 * (1:20 %% 3)), function(e) {
  pointwise <- cbind(elpd_kfold = e, p_kfold = abs(e) / 10, kfoldic = -2 * e)
  k <- list(estimates = loo:::table_of_estimates(pointwise), pointwise = pointwise)
  attr(k, "K") <- 5; class(k) <- c("kfold", "loo"); k})

lpd <- signif(cbind(elpd, elpd + rnorm(20), elpd - 0.2), 8)
colnames(lpd) <- c("one", "two", "three")
stacking <- as.vector(stacking_weights(lpd))
akaike <- as.vector(pseudobma_weights(lpd, BB = FALSE))

# A skew density with a known constant: gamma(3, 2) on the log scale, and a normal beside it.
n <- 2000
draws <- cbind(a = log(rgamma(n, 3, 2)), b = rnorm(n))
density <- function(p, data) unname(dgamma(exp(p[1]), 3, 2, log = TRUE) + p[1] + dnorm(p[2], log = TRUE) + 1.5)
free <- c(a = Inf, b = Inf)
bridge <- bridge_sampler(draws, log_posterior = density, data = list(), lb = -free, ub = free,
                         silent = TRUE, use_neff = FALSE)
shown <- function(...) structure(list(...), class = "bridge")
one <- shown(logml = -10.0004567, niter = 4, method = "normal")
two <- shown(logml = -11.3004567, niter = 7, method = "normal")
small <- shown(logml = -0.0005016383, niter = 4, method = "normal")
several <- bridge; several <- structure(list(logml = c(-0.5, 0.25, 1.25), niter = c(4, 5, 4), method = "normal",
                                             repetitions = 3), class = "bridge_list")
vectors <- list(c(b = 0.785835, b2 = 0.214165), c(b = 0.4784398, b2 = 0.5215602), c(one = 1, two = 0),
                c(fit1 = 1 - 1e-8, fit2 = 1e-8), c(a = 0.123456789, long_name = 0.5, c = 0.376543211),
                c(x = 1/3, y = 2/3), setNames((1:13) / 91, paste0("model", 1:13)), c(m = 1))
write_json(list(
  kfold = lapply(kfolds, function(k) list(pointwise = as.list(as.data.frame(k$pointwise)), print = text(k))),
  kfold_compare = text(loo_compare(kfolds)),
  lpd = as.list(as.data.frame(lpd)), stacking = stacking, akaike = akaike,
  q = lapply(bridge[c("q11", "q12", "q21", "q22")], as.vector), logml = bridge$logml, niter = bridge$niter,
  errors = error_measures(bridge), bridge_print = text(one), small_print = text(small),
  several = list(logml = c(-0.5, 0.25, 1.25), print = text(several)),
  factor = text(bayes_factor(one, two)), log_factor = text(bayes_factor(one, two, log = TRUE)),
  prob = post_prob(one, two), prob_print = text(post_prob(one, two)),
  prob_prior = as.vector(post_prob(one, two, prior_prob = c(0.2, 0.8))),
  vectors = lapply(vectors, function(v) list(names = names(v), values = as.vector(v), print = text(v)))
), out, digits = NA, auto_unbox = TRUE)
