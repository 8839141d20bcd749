# Ask brms 2.18 for conditional_smooths() and posterior_smooths(): Rscript tests/reference/smooth_effects.R
# Draws are made up. Columns of a smooth have other signs on other machines: the values of each term on the rows of the
# data are stored, from which a test computes the coefficients.
suppressPackageStartupMessages({library(brms); library(jsonlite)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
rows <- 40L
d <- head(read.csv(file.path(here, "data", "kinds.csv")), rows)
n <- 6L

variables <- function(fit) {
  data <- standata(fit)
  found <- c()
  terms <- brmsterms(fit$formula)
  for (part in c(terms$dpars, terms$nlpars)) {
    prefix <- brms:::combine_prefix(part)
    tail <- if (nzchar(prefix)) paste0("_", prefix) else ""
    found <- c(found, paste0("b", tail, "_Intercept"))
    smooths <- brms:::tidy_smef(part, fit$data)
    if (!nrow(smooths)) next
    found <- c(found, paste0("bs", tail, "_", colnames(data[[paste0("Xs", tail)]])))
    for (i in seq_len(nrow(smooths))) for (j in seq_len(smooths$nbases[[i]])) {
      size <- ncol(data[[paste0("Zs", tail, "_", i, "_", j)]])
      found <- c(found, sprintf("s%s_%s_%d[%d]", tail, smooths$label[[i]], j, seq_len(size)))
    }
  }
  unique(c(found, "sigma", "sigma1", "sigma2", "lprior", "lp__"))
}

with_draws <- function(fit) {
  set.seed(1)
  names <- variables(fit)
  draws <- setNames(lapply(names, function(name) rnorm(n, 0.3, 0.3)), names)
  dims <- setNames(rep(list(integer(0)), length(names)), names)
  sim <- list(samples = list(draws), chains = 1L, iter = n, thin = 1L, warmup = 0L, n_save = n, warmup2 = 0L,
              permutation = list(seq_len(n)), pars_oi = names, dims_oi = dims, fnames_oi = names, n_flatnames = length(names))
  settings <- list(list(iter = n, thin = 1L, warmup = 0L, chain_id = 1L))
  fit$fit <- new("stanfit", model_name = "m", model_pars = names, par_dims = dims, mode = 0L, sim = sim, inits = list(),
                 stan_args = settings, stanmodel = new("stanmodel"), date = date(), .MISC = new.env())
  fit
}

plain <- function(column) if (is.numeric(column)) signif(column, 13) else as.character(column)
columns <- function(table) list(names = names(table), columns = unname(lapply(table, plain)))
told <- function(expr) tryCatch(expr, error = function(e) list(error = conditionMessage(e)))

tables <- function(fit, arguments) told({
  answer <- do.call(conditional_smooths, c(list(fit), arguments))
  lapply(answer, function(table) {
    lines <- attr(table, "spaghetti")
    c(columns(table), list(effects = as.list(as.character(attr(table, "effects"))), surface = attr(table, "surface"),
                           spaghetti = if (is.null(lines)) NULL else columns(lines)))
  })
})

values <- function(fit) {
  terms <- brmsterms(fit$formula)
  found <- list()
  for (kind in c("dpars", "nlpars")) for (name in names(terms[[kind]])) {
    smooths <- brms:::tidy_smef(terms[[kind]][[name]], fit$data)
    if (!nrow(smooths)) next
    for (term in unique(gsub("[ \t]", "", smooths$term))) {
      where <- setNames(list(name), if (kind == "dpars") "dpar" else "nlpar")
      draws <- do.call(posterior_smooths, c(list(fit, smooth = term), where))
      new <- do.call(posterior_smooths, c(list(fit, smooth = term, newdata = d[c(7, 3), ], draw_ids = c(2, 5)), where))
      found <- c(found, list(list(term = term, where = where, values = signif(draws, 13), new = signif(new, 13))))
    }
  }
  found
}

models <- list(
  mixture = list(
    formula = "bf(y ~ s(x, k = 4) + s(z, by = fa, bs = 'cr', k = 4), mu2 ~ t2(x, z, k = 4), theta1 ~ s(fa, bs = 're'))",
    family = "mixture(gaussian, gaussian, order = 'none')",
    calls = list(
      list(resolution = 4), list(resolution = 3, smooths = "s(x,k=4)", prob = 0.5),
      list(resolution = 3, smooths = "s(z, by = fa, bs = \"cr\", k = 4)", int_conditions = list(fa = c("a", "b"))),
      list(resolution = 7, smooths = "t2(x, z, k = 4)", too_far = 0.2),
      list(resolution = 3, smooths = "s(x, k = 4)", spaghetti = TRUE),
      list(smooths = "s(x)"))),
  several = list(
    formula = "bf(y ~ s(x, z, Z9, k = 12) + s(x, fa, bs = 'fs', k = 4, m = 1) + s(x, by = z, k = 4), sigma ~ s(x, k = 3))",
    family = "gaussian()",
    calls = list(
      list(resolution = 3), list(smooths = "s(x, by = z, k = 4)", resolution = 3, int_conditions = list(z = c(-1, 2))),
      list(smooths = "s(x, k = 3)", resolution = 3))),
  nonlinear = list(
    formula = "bf(y ~ a * x + b, a ~ s(z, k = 4), b ~ 1, nl = TRUE)", family = "gaussian()", calls = list(list(resolution = 3))),
  none = list(formula = "y ~ x", family = "gaussian()", calls = list(list(resolution = 3)))
)

cases <- lapply(models, function(model) {
  formula <- eval(parse(text = model$formula))
  if (is.brmsformula(formula) == FALSE) formula <- bf(formula)
  priors <- if (isTRUE(attr(formula$formula, "nl")))
    prior(normal(0, 1), nlpar = "a") + prior(normal(0, 1), nlpar = "b") else NULL
  fit <- with_draws(suppressWarnings(suppressMessages(
    brm(formula, d, eval(parse(text = model$family)), prior = priors, empty = TRUE))))
  list(formula = model$formula, family = model$family, terms = values(fit),
       calls = lapply(model$calls, function(call) list(arguments = call, answer = tables(fit, call))))
})
shown <- c("y ~ s(x, k = 4)", "y ~ s(x, by = fa, k = 4)", "y ~ s(x, by = z, k = 4)", "y ~ s(x, z, k = 9)", "y ~ t2(x, z, by = fa, k = 4)",
  "y ~ s(x, fa, bs = 'fs', k = 4)", "y ~ s(x, by = fa, k = 4) + s(z, k = 4)", "y ~ x * z + s(Z9, by = fa, k = 4)", "y ~ gp(x, by = fa)", "y ~ gp(x, z)",
  "y ~ gp(x, by = fa) + gp(z)", "y ~ z + mo(m) * x", "y ~ x * z + mo(m) * z + s(Z9, by = fa, k = 4) + gp(x, Z9)",
  "y ~ s(x, z, k = 9) + s(z, Z9, k = 9)", "y ~ x:Z9 + z", "bf(y ~ x * z + s(Z9, by = fa, k = 4), sigma ~ z + s(x, by = fa, k = 4))")
orders <- lapply(setNames(shown, shown), function(text) {
  formula <- eval(parse(text = text))
  effects <- brms:::get_all_effects(brmsterms(if (is.brmsformula(formula)) formula else bf(formula)))
  unname(vapply(effects, paste, "", collapse = ":"))
})
write_json(list(rows = rows, orders = orders, cases = cases), file.path(here, "smooth_effects.json"), auto_unbox = TRUE, digits = NA)
