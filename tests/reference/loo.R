# Facts of R's loo: relative efficiencies, smoothed weights, a comparison. Rscript loo.R [FILE]
suppressMessages({library(loo); library(jsonlite)})
set.seed(1)
out <- commandArgs(trailingOnly = TRUE); out <- if (length(out)) out[1] else "loo.json"
x <- sapply(1:12, function(i) sapply(1:4, function(c) as.numeric(arima.sim(list(ar = (i - 6) / 8), 100)) + (i > 10) * c * 0.4))
ll <- signif(-x^2 * rep(1:12 / 5, each = 400), 8)
r_eff <- relative_eff(exp(ll), chain_id = rep(1:4, each = 100))
p <- suppressWarnings(psis(-ll, r_eff = r_eff))
ids <- seq(1, 400, by = 20)
one <- suppressWarnings(waic(ll)); two <- suppressWarnings(waic(ll - 0.3 * (1:400 %% 2)))
three <- suppressWarnings(waic(ll - 30))
cells <- function(m) list(dim = dim(m), values = as.vector(m))
compared <- list(one = one, two = two, three = three)
write_json(list(
  version = as.character(packageVersion("loo")), log_lik = cells(ll), r_eff = as.vector(r_eff),
  pareto_k = as.vector(p$diagnostics$pareto_k), draw_ids = cells(matrix(ids)), weights = cells(weights(p)[ids, ]),
  compared = lapply(compared, function(w) as.list(as.data.frame(w$pointwise))),
  compare_print = capture.output(print(loo_compare(compared)))
), out, digits = NA, auto_unbox = TRUE)
