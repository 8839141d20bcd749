# Writes rds/layouts/*.rds with what brms says of them: Rscript tests/reference/brmsfits_layouts.R
# The fits have invented draws. cmdstan.rds is in the layout that brms's own reader of cmdstan's files makes, basis.rds in that
# of brms 2.20 and later: with the bases of smooth terms, without the table of groups.
suppressMessages({library(rstan); library(brms); library(mgcv); library(jsonlite)})
out <- file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "rds", "layouts")
set.seed(11)
n <- 40
d <- data.frame(x = round(rnorm(n), 3), z = round(runif(n), 3), f = factor(sample(c("a", "b", "c"), n, TRUE)), g = factor(sample(1:5, n, TRUE)))
d$y <- round(ifelse(runif(n) < .4, -2 + d$x, 2) + rnorm(n) / 2, 3)
d$y2 <- round(d$x - d$y / 2 + rnorm(n), 3)
d$ord <- sample(1:4, n, TRUE)
size <- 20L

invented <- function(name) {
  if (grepl("^(sd|sds|sigma|disc)", name)) return(0.5 + runif(size))
  if (grepl("^b_Intercept\\[", name)) return(-1 + 0.6 * as.numeric(gsub("\\D", "", name)) + 0.2 * runif(size))
  rnorm(size, 0.1, 0.4)
}
chain <- function(names) {
  draws <- setNames(lapply(names, invented), names)
  if ("theta1_y" %in% names) { draws$b_mu2_y_Intercept <- draws$b_mu1_y_Intercept + 3; draws$theta1_y <- runif(size, .2, .8); draws$theta2_y <- 1 - draws$theta1_y }
  attr(draws, "sampler_params") <- list(accept_stat__ = runif(size), stepsize__ = rep(.3, size), treedepth__ = rep(3, size),
                                        n_leapfrog__ = rep(7, size), divergent__ = rep(0, size), energy__ = rnorm(size))
  draws
}
with_draws <- function(fit, names) {
  dims <- setNames(rep(list(integer(0)), length(names)), names)
  sim <- list(samples = list(chain(names), chain(names)), chains = 2L, iter = size, thin = 1L, warmup = 0L, n_save = c(size, size), warmup2 = c(0L, 0L),
              permutation = rep(list(seq_len(size)), 2), pars_oi = names, dims_oi = dims, fnames_oi = names, n_flatnames = length(names))
  settings <- lapply(1:2, function(i) list(iter = size, thin = 1L, warmup = 0L, chain_id = i, method = "sampling", algorithm = "NUTS"))
  fit$fit <- new("stanfit", model_name = "m", model_pars = names, par_dims = dims, mode = 0L, sim = sim, inits = list(),
                 stan_args = settings, stanmodel = new("stanmodel"), date = date(), .MISC = new.env())
  fit$model <- structure("// the program is not kept here", class = class(fit$model))
  fit
}
kept <- c(1, 2, 2 * size)
some <- function(a) if (length(dim(a)) == 3) signif(a[kept, 1:6, ], 13) else signif(a[kept, 1:6], 13)
write_facts <- function(name, facts) write(toJSON(facts, digits = NA, auto_unbox = TRUE), file.path(out, paste0(name, ".facts.json")))

# cmdstan
fit <- suppressMessages(brm(bf(ord ~ x + f + (1 | g), disc ~ z), d, cumulative("probit"), empty = TRUE))
names <- c(paste0("b_Intercept[", 1:3, "]"), "b_disc_Intercept", "b_x", "b_fb", "b_fc", "b_disc_z", "sd_g__Intercept",
           paste0("r_g[", 1:5, ",Intercept]"), "lprior", "lp__")
fit <- with_draws(fit, names)
facts <- list(variables = variables(fit), log_lik = some(log_lik(fit)), epred = some(posterior_epred(fit)), fixef = unname(fixef(fit)[, 1]))
fit$backend <- "cmdstanr"
library <- file.path(tempdir(), "library"); package <- file.path(tempdir(), "cmdstanr")
dir.create(library); dir.create(file.path(package, "R"), recursive = TRUE)
writeLines(c("Package: cmdstanr", "Version: 0.5.3", "Title: t", "Description: d", "License: GPL", "Author: a", "Maintainer: a <a@b.c>"),
           file.path(package, "DESCRIPTION"))
writeLines("export(read_cmdstan_csv)", file.path(package, "NAMESPACE"))
writeLines("read_cmdstan_csv <- function(...) get('made', envir = globalenv())", file.path(package, "R", "a.R"))
install.packages(package, repos = NULL, type = "source", lib = library, quiet = TRUE)
.libPaths(c(library, .libPaths()))
stan <- c("lp__", setdiff(names, "lp__"))
sampler <- c("treedepth__", "divergent__", "energy__", "accept_stat__", "stepsize__", "n_leapfrog__")
numbers <- function(rows, names) posterior::as_draws_array(array(runif(rows * 2 * length(names)), c(rows, 2, length(names)), dimnames = list(NULL, NULL, names)))
made <- list(
  metadata = list(stan_variables = unique(sub("\\[.*", "", stan)), model_params = stan, stan_variable_sizes = as.list(setNames(rep(1, length(stan)), stan)),
    algorithm = "hmc", engine = "nuts", metric = "diag_e", iter_sampling = size, iter_warmup = 5, thin = 1, stan_version_major = 2, stan_version_minor = 30,
    stan_version_patch = 0, model_name = "m", start_datetime = "x", method = "sample", save_warmup = 1, adapt_engaged = 1, gamma = .05, adapt_delta = .93,
    kappa = .75, t0 = 10, init_buffer = 75, term_buffer = 50, window = 25, max_treedepth = 12, stepsize_jitter = 0, num_chains = 1, seed = 77, refresh = 0,
    sig_figs = -1, step_size = c(.1, .2), init = c("0", "0"), id = 1:2, time = data.frame(warmup = c(1, 1), sampling = c(1, 1), total = c(2, 2))),
  inv_metric = list(1, 1), step_size = list(.1, .2), warmup_draws = numbers(5, names), post_warmup_draws = posterior::as_draws_array(fit$fit)[, , stan],
  warmup_sampler_diagnostics = numbers(5, sampler), post_warmup_sampler_diagnostics = numbers(size, sampler))
files <- file.path(tempdir(), c("1.csv", "2.csv")); for (file in files) writeLines("x", file)
fit$fit <- brms:::repair_stanfit(brms:::read_csv_as_stanfit(files))
fit$fit@.MISC <- new.env()
saveRDS(fit, file.path(out, "cmdstan.rds"), compress = "bzip2")
facts$summary <- capture.output(print(summary(fit)))
write_facts("cmdstan", facts)

# The bases of smooths in the file
fit <- suppressWarnings(suppressMessages(brm(bf(y ~ x, family = mixture(gaussian, gaussian)) + bf(y2 ~ s(z, by = f, k = 4) + s(x, k = 5) + (1 | g)) + set_rescor(FALSE), d, empty = TRUE,
  prior = c(prior(normal(0, 2), class = b, resp = y, dpar = mu1), prior(normal(0, 2), class = b, resp = y, dpar = mu2)))))
names <- c("b_mu1_y_Intercept", "b_mu2_y_Intercept", "b_y2_Intercept", "b_mu1_y_x", "b_mu2_y_x", paste0("bs_y2_", colnames(standata(fit)$Xs_y2)),
           paste0("sds_y2_sz", c("fa", "fb", "fc"), "_1"), "sds_y2_sx_1", "sd_g__y2_Intercept", "sigma1_y", "sigma2_y", "theta1_y", "theta2_y", "sigma_y2",
           paste0("r_g__y2[", 1:5, ",Intercept]"), unlist(lapply(c("fa", "fb", "fc"), function(l) paste0("s_y2_sz", l, "_1[", 1:2, "]"))), paste0("s_y2_sx_1[", 1:3, "]"),
           "lprior", "lp__")
fit <- with_draws(fit, names)
curves <- conditional_smooths(fit, resolution = 4)
facts <- list(variables = variables(fit), log_lik = some(log_lik(fit)), epred = some(posterior_epred(fit)), epred_new = some(posterior_epred(fit, newdata = d[c(6:1), ])),
              curves = lapply(curves, function(table) as.list(table[c("estimate__", "lower__", "upper__")])), summary = capture.output(print(summary(fit))))
frame <- fit$data; attr(frame, "terms") <- NULL
of_terms <- function(part) {
  terms <- brms:::all_terms(part$sm)
  list(sm = lapply(setNames(terms, terms), function(term) {
    made <- smoothCon(eval(parse(text = term)), data = frame, knots = NULL, absorb.cons = TRUE, modCon = 3, diagonal.penalty = TRUE)
    list(sm = made, re = lapply(made, smooth2random, names(frame), type = 2))
  }))
}
fit$basis <- list(resps = lapply(brmsterms(fit$formula)$terms, function(terms) list(dpars = lapply(terms$dpars, of_terms), nlpars = list())))
fit$ranef <- NULL
fit$version$brms <- package_version("2.22.0")
fit$prior$tag <- ""
saveRDS(fit, file.path(out, "basis.rds"), compress = "xz")
write_facts("basis", facts)
