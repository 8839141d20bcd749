# Draws that R's posterior cuts, thins, splits and joins: Rscript draws_tables.R > draws_tables.json
suppressMessages(library(posterior))
d <- subset_draws(as_draws_df(example_draws("eight_schools")), c("mu", "tau"), iteration = 1:6, chain = 1:2)
cells <- function(x) as.list(as.data.frame(x))
measures <- c("rhat", "ess_bulk", "ess_tail", "mcse_mean", "mcse_median")
tau <- extract_variable_matrix(d, "tau")
longer <- extract_variable_matrix(example_draws("eight_schools"), "tau")
facts <- suppressMessages(list(
  start = cells(d), thin = cells(thin_draws(d, 2)), chain = cells(subset_draws(d, "tau", chain = 2, iteration = 3:4)),
  rev = cells(subset_draws(d, chain = 2:1, iteration = c(5, 2))), draw = cells(subset_draws(d, draw = c(9, 2))),
  merge = cells(merge_chains(d)), split = cells(split_chains(d)), rename = cells(rename_variables(d, m = mu)),
  bindchain = cells(bind_draws(d, subset_draws(d, chain = 1), along = "chain")),
  binddraw = cells(bind_draws(d, subset_draws(d, chain = 1), along = "draw")),
  q = as.list(quantile2(d$mu, c(.025, .5, .9))), mat = lapply(1:2, function(k) as.vector(tau[, k])), lst = lapply(as_draws_list(d), as.list),
  longer = lapply(1:4, function(k) as.vector(longer[, k])),
  counts = list(ndraws = ndraws(d), nchains = nchains(d), niterations = niterations(d), nvariables = nvariables(d)),
  measures = sapply(measures, function(m) get(m)(longer), simplify = FALSE)
))
cat(jsonlite::toJSON(facts, digits = I(15), auto_unbox = TRUE))
