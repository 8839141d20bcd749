# What R's package posterior says of draws of several chains, half a chain odd or very short: Rscript chains.R > chains.json
suppressMessages(library(posterior))
set.seed(2)
walk <- function(n, r, chains = 4) sapply(seq_len(chains), function(i) as.numeric(arima.sim(list(ar = r), n)))
draws <- list(
  odd_half = walk(50, 0.5), odd_and_slow = walk(70, 0.95), odd_antithetic = walk(50, -0.7),
  odd_length = walk(51, 0.5), even_half = walk(52, 0.5), one_short = walk(8, 0.1, 2), short = walk(10, 0.1, 2),
  twelve = walk(12, 0.9), fourteen = walk(14, 0.9)
)
# What is read back from the text is what was judged.
draws <- lapply(draws, round, 6)
about <- lapply(draws, function(x) suppressWarnings(list(
  draws = t(x), rhat = rhat(x), ess_bulk = ess_bulk(x), ess_tail = ess_tail(x), mcse_mean = mcse_mean(x),
  mcse_median = as.numeric(mcse_quantile(x, 0.5, names = FALSE))
)))
cat(jsonlite::toJSON(about, auto_unbox = TRUE, digits = NA))
