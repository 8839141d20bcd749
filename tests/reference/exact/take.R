# What brms computes from draws that it did not take, to 15 digits: exact.json of each case. No compiler is needed.
#   Rscript take.R [NAME ...]        needs r-cran-brms and r-cran-jsonlite
# Cases are those of ../fits, and the folders here with a case.json (draws.py made their draws).
suppressPackageStartupMessages({library(brms); library(jsonlite)})
options(width = 80, mc.cores = 1)
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
d <- read.csv(file.path(home, "..", "fits", "data.csv"))
folders <- dirname(Sys.glob(c(file.path(home, "..", "fits", "*", "case.json"), file.path(home, "*", "case.json"))))
names(folders) <- basename(folders)

# A stanfit that holds the draws of a table: one column a variable, .chain and .iteration.
held <- function(draws) {
  chains <- max(draws$.chain); kept <- nrow(draws) / chains
  own <- setdiff(names(draws), c(".chain", ".iteration", ".draw"))
  base <- sub("\\[.*", "", own)
  samples <- lapply(seq_len(chains), function(k) {
    one <- as.list(draws[draws$.chain == k, own])
    attr(one, "sampler_params") <- list(divergent__ = numeric(kept)); attr(one, "args") <- list(); one})
  dims <- lapply(unique(base), function(b) if (any(own == b)) integer(0) else sum(base == b)); names(dims) <- unique(base)
  sim <- list(samples = samples, chains = chains, iter = kept, thin = 1L, warmup = 0L, n_save = rep(kept, chains), warmup2 = rep(0L, chains),
              permutation = rep(list(seq_len(kept)), chains), pars_oi = unique(base), dims_oi = dims, fnames_oi = own, n_flatnames = length(own))
  new("stanfit", model_name = "draws", model_pars = unique(base), par_dims = dims, mode = 0L, sim = sim, inits = list(),
      stan_args = rep(list(list(method = "sampling", iter = kept, warmup = 0, thin = 1)), chains), stanmodel = new("stanmodel"), date = "", .MISC = new.env())
}

cells <- function(x) list(dim = I(dim(x)), values = I(as.vector(unclass(x))))
at <- function(x, rows) if (length(dim(x)) == 3) x[, rows, , drop = FALSE] else x[, rows, drop = FALSE]
of <- function(x, rows) if (length(dim(x)) == 3) x[rows, , , drop = FALSE] else x[rows, , drop = FALSE]

take <- function(name) {
  case <- fromJSON(file.path(folders[[name]], "case.json"))
  draws <- read.csv(file.path(folders[[name]], "draws.csv.gz"), check.names = FALSE)
  priors <- if (length(case$prior)) eval(parse(text = paste0("c(", paste(case$prior, collapse = ", "), ")")))
  fit <- brm(eval(parse(text = case$formula)), d, eval(parse(text = case$family)), prior = priors,
             sample_prior = case$sample_prior, empty = TRUE, save_pars = save_pars())
  fit$fit <- held(draws)
  total <- nrow(draws); ids <- round(seq(1, total, length.out = 5)); rows <- c(1, 14, 30, 47, 60)
  new <- d[c(2, 17, 33, 58), ]; new$x <- c(-1, 0, 0.5, 2); new$z <- c(1, 0, -1, 0.25)
  mix <- inherits(fit$family, "mixfamily"); groups <- nrow(fit$ranef) > 0
  kinds <- function(f, ...) list(
    rows = cells(at(f(fit, draw_ids = ids, ...), rows)), newdata = cells(f(fit, draw_ids = ids, newdata = new, ...)),
    newdata_without_groups = cells(f(fit, draw_ids = ids, newdata = new, re_formula = NA, ...)))
  loos <- suppressWarnings(loo(fit)); waics <- suppressWarnings(waic(fit))
  found <- list(
    draw_ids = ids, row_ids = rows, newdata = as.list(new), log_lik = kinds(log_lik), posterior_epred = kinds(posterior_epred), posterior_linpred = kinds(posterior_linpred),
    pp_mixture = if (mix) kinds(pp_mixture, summary = FALSE),
    fitted = cells(of(fitted(fit), rows)), fitted_robust = cells(of(fitted(fit, robust = TRUE, probs = c(0.1, 0.9)), rows)),
    fitted_linear = cells(of(fitted(fit, scale = "linear"), rows)), residuals = cells(of(residuals(fit, method = "posterior_epred"), rows)),
    posterior_summary = cells(posterior_summary(fit)), fixef = cells(fixef(fit)), vcov = cells(vcov(fit)),
    ranef = if (groups) lapply(ranef(fit), cells), coef = if (groups) lapply(coef(fit), cells),
    VarCorr = if (groups) lapply(VarCorr(fit), function(g) lapply(g, cells)), bayes_R2 = cells(bayes_R2(fit)),
    loo = cells(of(loos$pointwise, rows)), waic = cells(of(waics$pointwise, rows)))
  write_json(found, file.path(home, paste0(name, ".json")), digits = NA, auto_unbox = TRUE, null = "null")
}
chosen <- commandArgs(TRUE)
for (name in if (length(chosen)) chosen else names(folders)) {
  message(name)
  tryCatch(take(name), error = function(e) message("failed: ", conditionMessage(e)))
}
