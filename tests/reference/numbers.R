# How R rounds and writes numbers: Rscript numbers.R > numbers.json
suppressMessages(library(jsonlite))
set.seed(1)
x <- c(rnorm(100, 0, 1000), rnorm(60), runif(40) * 1e-3, 10^runif(30, -12, 15),
       (-25:25) * 0.05, c(0.15, 0.25, 0.35, 2.675, 1234.55, 5e-324, 1e5, 123456, 1e15, 1e-5, 0.1 + 0.2),
       c(100000, 1e+05 + 1, 3e10, 123456789.125, -0.04, 2.5e-8, 0))
shown <- function(v) vapply(v, function(u) paste(u), "")
cat(toJSON(list(
  x = sprintf("%.17g", x), written = shown(x), one = shown(round(x, 1)), two = shown(round(x, 2)),
  mad = list(sample = x[1:25], value = sprintf("%.17g", mad(x[1:25])))
), digits = NA, auto_unbox = TRUE))
