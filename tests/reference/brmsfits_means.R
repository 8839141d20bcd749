# Writes rds/means_*.rds, fits with factors and invented draws for the fragments about marginal means:
# Rscript tests/reference/brmsfits_means.R
suppressMessages({library(rstan); library(brms)})
out <- file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "rds")
set.seed(11)
n <- 36
d <- data.frame(arm = factor(rep(c("ctl", "low", "high"), 12), levels = c("ctl", "low", "high")), sex = factor(rep(c("f", "m"), each = 18)),
                age = round(rnorm(n), 2), id = factor(rep(1:9, 4)))
d$k <- rpois(n, exp(.5 + .4 * (d$arm == "high")))
d$b <- rbinom(n, 1, .4)
d$y <- round(rnorm(n) + .3 * d$age, 3)
size <- 40L
chain <- function(names) {
  draws <- setNames(lapply(names, function(name) if (grepl("^sd", name)) .3 + runif(size) else rnorm(size, .2, .4)), names)
  if ("sigma" %in% names) draws$sigma <- .5 + runif(size)
  if ("theta1" %in% names) { draws$theta1 <- runif(size, .2, .8); draws$theta2 <- 1 - draws$theta1 }
  attr(draws, "sampler_params") <- list(accept_stat__ = runif(size), stepsize__ = rep(.3, size), treedepth__ = rep(3, size),
                                        n_leapfrog__ = rep(7, size), divergent__ = rep(0, size), energy__ = rnorm(size))
  draws
}
stored <- function(name, fit, names) {
  names <- c(names, "lprior", "lp__")
  dims <- setNames(rep(list(integer(0)), length(names)), names)
  sim <- list(samples = list(chain(names), chain(names)), chains = 2L, iter = size, thin = 1L, warmup = 0L, n_save = c(size, size), warmup2 = c(0L, 0L),
              permutation = rep(list(seq_len(size)), 2), pars_oi = names, dims_oi = dims, fnames_oi = names, n_flatnames = length(names))
  settings <- lapply(1:2, function(i) list(iter = size, thin = 1L, warmup = 0L, chain_id = i, method = "sampling", algorithm = "NUTS"))
  fit$fit <- new("stanfit", model_name = "m", model_pars = names, par_dims = dims, mode = 0L, sim = sim, inits = list(),
                 stan_args = settings, stanmodel = new("stanmodel"), date = "", .MISC = new.env())
  fit$model <- structure("// the program is not kept here", class = class(fit$model))
  saveRDS(fit, file.path(out, paste0(name, ".rds")), compress = "xz")
}
groups <- c("sd_id__Intercept", paste0("r_id[", 1:9, ",Intercept]"))
terms <- c("b_Intercept", "b_armlow", "b_armhigh", "b_sexm", "b_age")
stored("means_poisson", brm(k ~ arm + sex + age + (1 | id), d, poisson(), empty = TRUE), c(terms, groups))
stored("means_bernoulli", brm(b ~ arm * sex + age, d, bernoulli(), empty = TRUE), c(terms, "b_armlow:sexm", "b_armhigh:sexm"))
stored("means_probit", brm(b ~ arm * sex + age, d, bernoulli("probit"), empty = TRUE), c(terms, "b_armlow:sexm", "b_armhigh:sexm"))
stored("means_gaussian", brm(bf(y ~ arm * age + sex + (1 | id), sigma ~ sex), d, empty = TRUE),
       c("b_Intercept", "b_sigma_Intercept", "b_armlow", "b_armhigh", "b_age", "b_sexm", "b_armlow:age", "b_armhigh:age", "b_sigma_sexm", groups))
stored("means_mixture", brm(bf(y ~ arm + age), d, mixture(gaussian, gaussian), empty = TRUE),
       c("b_mu1_Intercept", "b_mu2_Intercept", paste0("b_mu", rep(1:2, each = 3), "_", c("armlow", "armhigh", "age")), "sigma1", "sigma2", "theta1", "theta2"))
