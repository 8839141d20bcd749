# One whole run of brms: Rscript contender.R DATA.csv GROUPS ITER CHAINS; prints JSON as contender.py does.
started <- proc.time()[["elapsed"]]
suppressPackageStartupMessages(library(brms))
arguments <- commandArgs(trailingOnly = TRUE)
frame <- read.csv(arguments[1])
groups <- as.integer(arguments[2])
if (file.exists("/usr/include/boost")) rstan::rstan_options(boost_lib = "/usr/include")
formula <- if (groups > 0) bf(y ~ x + (1 + x | g)) else bf(y ~ x)
fit <- brm(
  formula, data = frame, family = mixture(gaussian, gaussian), chains = as.integer(arguments[4]), cores = 2,
  iter = as.integer(arguments[3]), seed = 1, refresh = 0, silent = 2
)
first <- proc.time()[["elapsed"]] - started
started <- proc.time()[["elapsed"]]
again_fit <- update(fit, seed = 2, refresh = 0, silent = 2, cores = 2)
again <- proc.time()[["elapsed"]] - started
shown <- summary(again_fit)
sizes <- c(shown$fixed$Bulk_ESS, shown$spec_pars$Bulk_ESS)
cpu <- sum(rstan::get_elapsed_time(again_fit$fit))
cat(sprintf('{"first": %f, "again": %f, "cpu": %f, "ess": %f}\n', first, again, cpu, min(sizes)))
