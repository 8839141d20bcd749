# What R's package posterior says of draws of a single chain: Rscript one_chain.R > one_chain.json
suppressMessages(library(posterior))
set.seed(1)
draws <- list(
  still = rnorm(100),
  odd = rnorm(101),
  drifting = rnorm(100) + seq(0, 2, length.out = 100),
  widening = rnorm(100) * seq(1, 3, length.out = 100),
  ties = round(rnorm(60))
)
about <- lapply(draws, function(x) {
  x <- matrix(x, ncol = 1)
  list(draws = x[, 1], rhat = rhat(x), ess_bulk = ess_bulk(x), ess_tail = ess_tail(x))
})
cat(jsonlite::toJSON(about, auto_unbox = TRUE, digits = NA))
