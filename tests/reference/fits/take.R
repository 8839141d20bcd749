# Fits small models with real brms 2.18.0 and stores draws and what brms makes of them.
#   Rscript take.R [NAME ...]        needs r-cran-brms, r-cran-jsonlite, r-base-dev, r-cran-bh
# The draws are rounded before brms sees them again, so that stored facts are facts of stored draws.
suppressPackageStartupMessages({library(brms); library(jsonlite)})
rstan::rstan_options(boost_lib = "/usr/include")
options(width = 80, mc.cores = 1, brms.backend = "rstan")
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
sim <- read.csv(file.path(home, "..", "data", "sim.csv"))
sim <- subset(sim, g %in% unique(sim$g)[1:6])[seq(1, 119, by = 2), ]  # 60 rows
rownames(sim) <- NULL
shown <- c("x", "z", "g", "h", "f", "w", "y", "count")
sim <- sim[, shown]

cases <- list(
  two_gaussians = list(
    formula = "bf(y ~ x, mu1 ~ x + (1 + x | g), mu2 ~ x + (1 | g))",
    family = "mixture(gaussian, gaussian)",
    prior = c("prior(normal(0, 2), class = b, dpar = mu1)", "prior(normal(0, 2), class = b, dpar = mu2)"),
    sample_prior = "yes"),
  predicted_theta = list(
    formula = "bf(y ~ x + f, sigma1 = 0.8, theta2 ~ x)",
    family = "mixture(gaussian, gaussian)",
    prior = c("prior(constant(0.3), class = b, coef = x, dpar = mu1)", "prior(normal(0, 2), class = b, dpar = theta2)"),
    sample_prior = "no"),
  two_groups = list(
    formula = "y ~ x + (1 + x | g) + (1 | h)",
    family = "gaussian()",
    prior = c("prior(normal(0, 2), class = b)"),
    sample_prior = "yes"),
  students = list(
    formula = "y | weights(w) ~ x",
    family = "mixture(student, nmix = 2)",
    prior = c("prior(dirichlet(2, 2), class = theta)", "prior(normal(0, 2), class = Intercept, dpar = mu1)"),
    sample_prior = "no"),
  counts = list(
    formula = "bf(count ~ offset(log(w)) + z + (1 | ID | g), theta2 ~ 1 + (1 | ID | g), shape2 = 1.5)",
    family = "mixture(poisson, negbinomial)",
    prior = c("prior(normal(0, 1), class = b, dpar = mu1)", "prior(normal(0, 1), class = b, dpar = mu2)",
              "prior(normal(0, 1), class = sd, dpar = mu1)", "prior(normal(0, 1), class = sd, dpar = theta2)"),
    sample_prior = "no"))

digits <- function(x) if (is.numeric(x)) signif(as.numeric(x), 8) else x
dims <- function(x) if (is.null(dimnames(x))) NULL else lapply(dimnames(x), function(n) if (is.null(n)) NULL else as.character(n))
# An array is its sizes, names, and cells with the first index fastest.
cells <- function(x) {
  if (is.data.frame(x)) return(lapply(x, function(v) I(digits(if (is.factor(v)) as.character(v) else v))))
  if (is.null(dim(x))) return(list(names = I(names(x)), values = I(digits(unname(x)))))
  list(dim = I(dim(x)), names = dims(x), values = I(digits(as.vector(unclass(x)))))
}
tried <- function(expression) tryCatch(expression, error = function(e) list(error = conditionMessage(e)))
text <- function(x, ...) I(capture.output(print(x, ...)))
warned <- function(expression) {
  found <- character()
  withCallingHandlers(expression, warning = function(w) {
    found <<- c(found, conditionMessage(w)); invokeRestart("muffleWarning")})
  I(found)
}
put <- function(x, ...) write_json(x, file.path(...), auto_unbox = TRUE, digits = NA, null = "null", na = "string")

rounded <- function(fit) {
  for (chain in seq_along(fit$fit@sim$samples))
    for (p in seq_along(fit$fit@sim$samples[[chain]]))
      fit$fit@sim$samples[[chain]][[p]] <- signif(fit$fit@sim$samples[[chain]][[p]], 7)
  fit
}

tested <- list(
  two_gaussians = list(
    list(c("mu1_Intercept < mu2_Intercept", "mu1_x > 0.5")),
    list(c(a = "mu1_x = 0", b = "mu1_x + mu2_x = 2 * mu2_Intercept"), alpha = 0.1),
    list("sigma1 - sigma2 = 0", class = NULL),
    list("exp(mu1_x) / 2 > abs(mu2_x) ^ 2", robust = TRUE),
    list(c("mu1_Intercept > mu1_x", "mu2_Intercept = 0"), class = "sd", group = "g"),
    list("mu1_Intercept = 0", scope = "ranef", group = "g"),
    list("mu2_Intercept > 0", scope = "coef", group = "g")),
  two_groups = list(
    list(c("x > 0", "Intercept = 0")),
    list("Intercept = 0", class = "sd", group = "h"),
    list("b_x - sigma = 0", class = NULL),
    list("x = 0", scope = "coef", group = "g")))

parameters <- function(fit, name) {
  groups <- length(unique(fit$ranef$group)) > 0
  list(
    variables = I(variables(fit)),
    print = text(fit), print_3_digits = I(capture.output(print(fit, digits = 3))),
    print_wide = {options(width = 200); p <- text(fit); options(width = 80); p},
    print_priors = text(summary(fit, priors = TRUE)),
    print_robust = text(summary(fit, robust = TRUE, mc_se = TRUE, prob = 0.9)),
    summary_fixed = cells(summary(fit)$fixed),
    warnings = warned(summary(fit)),
    posterior_summary = cells(posterior_summary(fit)),
    posterior_summary_robust = cells(posterior_summary(fit, robust = TRUE, probs = c(0.1, 0.5, 0.9))),
    posterior_interval = cells(posterior_interval(fit, prob = 0.8)),
    fixef = cells(fixef(fit)),
    vcov = cells(vcov(fit)), vcov_correlation = cells(vcov(fit, correlation = TRUE)),
    ranef = if (groups) lapply(ranef(fit), cells),
    coef = if (groups) lapply(coef(fit), cells) else tried(coef(fit)),
    VarCorr = if (groups || fit$family$family == "gaussian") lapply(VarCorr(fit), function(g) lapply(g, cells)) else tried(VarCorr(fit)),
    ngrps = ngrps(fit),
    rhat = cells(rhat(fit)), neff_ratio = cells(neff_ratio(fit)),
    ess = cells(as.data.frame(posterior::summarise_draws(as_draws_array(fit), "rhat", "ess_bulk", "ess_tail", "mcse_mean", "mcse_median"))),
    prior_summary = cells(as.data.frame(prior_summary(fit))),
    print_prior_summary = text(prior_summary(fit)),
    prior_draws = tried(cells(as.data.frame(head(prior_draws(fit), 5)))),
    hypothesis = lapply(tested[[name]], function(arguments) {
      warnings <- warned(h <- do.call(hypothesis, c(list(fit), arguments)))
      list(arguments = lapply(arguments, function(a) if (is.null(a)) NULL else if (is.null(names(a))) I(a) else as.list(a)),
           table = cells(h$hypothesis), print = text(h), warnings = warnings)}))
}

at <- function(x, rows) if (length(dim(x)) == 3) x[, rows, , drop = FALSE] else x[, rows, drop = FALSE]
of <- function(x, rows) if (length(dim(x)) == 3) x[rows, , , drop = FALSE] else x[rows, , drop = FALSE]

predictions <- function(fit, new) {
  draws <- seq(1, 600, by = 30); rows <- seq(1, 60, by = 6)
  mix <- inherits(fit$family, "mixfamily")
  both <- function(f, ...) list(
    rows = cells(at(f(fit, draw_ids = draws, ...), rows)),
    rows_without_groups = cells(at(f(fit, draw_ids = draws, re_formula = NA, ...), rows)),
    newdata = cells(f(fit, draw_ids = draws, newdata = new, ...)),
    newdata_without_groups = cells(f(fit, draw_ids = draws, newdata = new, re_formula = NA, ...)))
  dpars <- setdiff(brms:::valid_dpars(fit), c("mu", "theta"))
  dpars <- Filter(function(d) !inherits(try(posterior_epred(fit, dpar = d, draw_ids = 1), silent = TRUE), "try-error"), dpars)
  loos <- suppressWarnings(loo(fit)); waics <- suppressWarnings(waic(fit))
  list(
    draw_ids = draws, row_ids = rows,
    log_lik = both(log_lik), posterior_epred = both(posterior_epred),
    posterior_linpred = both(posterior_linpred),
    dpars = sapply(dpars, function(d) cells(at(posterior_epred(fit, dpar = d, draw_ids = draws), rows)), simplify = FALSE),
    pp_mixture = if (mix) both(pp_mixture, summary = FALSE),
    pp_mixture_log = if (mix) cells(at(pp_mixture(fit, draw_ids = draws, summary = FALSE, log = TRUE), rows)),
    pp_mixture_summary = if (mix) cells(of(pp_mixture(fit), rows)) else tried(pp_mixture(fit)),
    fitted = cells(of(fitted(fit), rows)),
    fitted_robust = cells(of(fitted(fit, robust = TRUE, probs = c(0.1, 0.9)), rows)),
    fitted_linear = cells(of(fitted(fit, scale = "linear"), rows)),
    residuals = cells(of(residuals(fit, method = "posterior_epred"), rows)),
    bayes_R2 = cells(bayes_R2(fit)),
    loo = list(estimates = cells(loos$estimates), pointwise = cells(of(loos$pointwise, rows)), print = text(loos)),
    waic = list(estimates = cells(waics$estimates), pointwise = cells(of(waics$pointwise, rows)), print = text(waics)),
    conditional_effects = tried(lapply(conditional_effects(fit, resolution = 5), function(e) cells(as.data.frame(e)))))
}

take <- function(name) {
  case <- cases[[name]]
  folder <- file.path(home, name)
  dir.create(folder, showWarnings = FALSE)
  priors <- if (length(case$prior)) eval(parse(text = paste0("c(", paste(case$prior, collapse = ", "), ")")))
  d <- sim
  kept <- file.path(Sys.getenv("FITS", tempdir()), paste0(name, ".rds"))  # FITS: a folder that keeps them
  if (!file.exists(kept)) {
    fit <- brm(eval(parse(text = case$formula)), data = d, family = eval(parse(text = case$family)), prior = priors,
               sample_prior = case$sample_prior, chains = 2, iter = 600, seed = 7, refresh = 0, silent = 2)
    saveRDS(rounded(fit), kept)
  }
  fit <- readRDS(kept)
  draws <- as.data.frame(as_draws_df(fit))
  long <- nuts_params(fit)
  statistics <- split(signif(long$Value, 7), long$Parameter)
  nuts <- cbind(subset(long, Parameter == "divergent__")[, c("Chain", "Iteration")], as.data.frame(statistics))
  write.csv(draws, gzfile(file.path(folder, "draws.csv.gz")), row.names = FALSE)
  write.csv(nuts, gzfile(file.path(folder, "sampler.csv.gz")), row.names = FALSE)
  new <- d[c(2, 17, 33, 58), ]; new$x <- c(-1, 0, 0.5, 2); new$z <- c(1, 0, -1, 0.25)
  write.csv(new, file.path(folder, "newdata.csv"), row.names = FALSE)
  put(list(formula = case$formula, family = case$family, prior = I(case$prior), sample_prior = case$sample_prior,
           data = "d", chains = 2, iter = 600, warmup = 300, thin = 1, seed = 7), folder, "case.json")
  put(parameters(fit, name), folder, "parameters.json")
  put(predictions(fit, new), folder, "predictions.json")
}

write.csv(sim, file.path(home, "data.csv"), row.names = FALSE)
chosen <- commandArgs(TRUE)
for (name in if (length(chosen)) chosen else names(cases)) {
  message(name)
  tryCatch(take(name), error = function(e) message("failed: ", conditionMessage(e)))
}
