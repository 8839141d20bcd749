# One whole run of brms: Rscript contender.R DATA.csv ROWS GROUPS ITER; prints JSON as contender.py does.
started <- proc.time()[["elapsed"]]
suppressPackageStartupMessages(library(brms))
arguments <- commandArgs(trailingOnly = TRUE)
frame <- read.csv(arguments[1])
groups <- as.integer(arguments[2])
formula <- if (groups > 0) bf(y ~ x + (1 + x | g)) else bf(y ~ x)
fit <- brm(
  formula, data = frame, family = mixture(gaussian, gaussian), chains = 4, cores = 2,
  iter = as.integer(arguments[3]), seed = 1, refresh = 0, silent = 2
)
shown <- summary(fit)
sizes <- c(shown$fixed$Bulk_ESS, shown$spec_pars$Bulk_ESS)
first <- proc.time()[["elapsed"]] - started
started <- proc.time()[["elapsed"]]
again <- update(fit, seed = 2, refresh = 0, silent = 2, cores = 2)
again <- proc.time()[["elapsed"]] - started
cat(sprintf('{"first": %f, "again": %f, "ess": %f}\n', first, again, min(sizes)))
