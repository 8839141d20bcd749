# What brms's conditional_effects() makes of invented draws: no program is compiled, nothing sampled.
#   Rscript effects.R [FILE]        needs r-cran-brms, r-cran-jsonlite
suppressPackageStartupMessages({library(brms); library(jsonlite)})
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
out <- commandArgs(TRUE); out <- if (length(out)) out[1] else file.path(home, "effects.json")
d <- read.csv(file.path(home, "fits", "data.csv"))
d$k <- as.integer(rep(c(1, 2, 2, 5, 7, 9), 10)); d$l <- d$z > 0.5; d$t <- d$count + 3L; d$o <- pmin(d$count, 2L) + 1L

with_draws <- function(fit, names, n = 20) {
  set.seed(1)
  one <- function(name) if (grepl("^(sd|sigma|shape|nu)", name)) 0.5 + runif(n) else rnorm(n, 0.3, 0.3)
  draws <- lapply(names, function(name) signif(one(name), 5))
  names(draws) <- names
  if ("b_Intercept[2]" %in% names) { draws[["b_Intercept[2]"]] <- draws[["b_Intercept[1]"]] + 1; draws$disc <- rep(1, n) }
  theta <- grep("^theta[0-9]$", names)
  if (length(theta) == 2) { draws[[theta[1]]] <- signif(plogis(draws[[theta[1]]]), 5); draws[[theta[2]]] <- 1 - draws[[theta[1]]] }
  dims <- rep(list(integer(0)), length(names)); names(dims) <- names
  sim <- list(samples = list(draws), chains = 1L, iter = n, thin = 1L, warmup = 0L, n_save = n, warmup2 = 0L,
              permutation = list(seq_len(n)), pars_oi = names, dims_oi = dims, fnames_oi = names, n_flatnames = length(names))
  settings <- list(list(iter = n, thin = 1L, warmup = 0L, chain_id = 1L))
  fit$fit <- new("stanfit", model_name = "m", model_pars = names, par_dims = dims, mode = 0L, sim = sim, inits = list(),
                 stan_args = settings, stanmodel = new("stanmodel"), date = date(), .MISC = new.env())
  list(fit = fit, draws = draws)
}

end <- c("lprior", "lp__")
r <- function(g, coefs, dpar = "") as.vector(outer(sort(unique(d[[g]])), coefs, function(l, k) sprintf("r_%s%s[%s,%s]", g, dpar, l, k)))
simo <- function(coef, steps) sprintf("simo_%s[%d]", coef, seq_len(steps))
cases <- list(
  factors = list("bf(y ~ x * f + z)", "gaussian()",
    c("b_Intercept", "b_x", "b_fgreen", "b_fred", "b_z", "b_x:fgreen", "b_x:fred", "sigma", end),
    list(list(), list(effects = "x", prob = 0.5, robust = FALSE), list(effects = "f:x"), list(effects = c("z", "x:z")),
         list(effects = "z:x", surface = TRUE), list(effects = "x:z", int_conditions = list(z = c(-1, 0.25, 2))),
         list(effects = "x", conditions = list(z = c(-1, 1), f = c("green", "red"))), list(dpar = "sigma", effects = "x"),
         list(effects = "x", spaghetti = TRUE), list(effects = "x:f", int_conditions = list(x = c(-1, 1), f = c("red", "blue"))),
         list(effects = "f:x", int_conditions = list(f = "red")))),
  mixture = list("bf(y ~ x + f, mu2 ~ x:z, theta2 ~ k)", "mixture(gaussian, gaussian)",
    c("b_mu1_Intercept", "b_mu2_Intercept", "b_theta2_Intercept", "b_mu1_x", "b_mu1_fgreen", "b_mu1_fred", "b_mu2_x:z", "b_theta2_k",
      "sigma1", "sigma2", end),
    list(list(), list(dpar = "mu2", effects = "x:z"), list(dpar = "theta2"), list(method = "posterior_linpred", effects = "x"))),
  three = list("bf(y ~ x * z * f, sigma ~ l + h)", "gaussian()",
    c("b_Intercept", "b_sigma_Intercept", "b_x", "b_z", "b_fgreen", "b_fred", "b_x:z", "b_x:fgreen", "b_x:fred", "b_z:fgreen", "b_z:fred",
      "b_x:z:fgreen", "b_x:z:fred", "b_sigma_lTRUE", paste0("b_sigma_h", sort(unique(d$h))[-1]), end),
    list(list(), list(dpar = "sigma"), list(effects = "x:z:f"))),
  functions = list("bf(y ~ log(w) + I(z^2):x + poly(k, 2) + offset(x))", "student()",
    c("b_Intercept", "b_logw", "b_polyk21", "b_polyk22", "b_IzE2:x", "sigma", "nu", end), list(list())),
  groups = list("bf(y | weights(w) ~ x + (1 + z | g))", "gaussian()",
    c("b_Intercept", "b_x", "sd_g__Intercept", "sd_g__z", "cor_g__Intercept__z", "sigma", r("g", c("Intercept", "z")), end),
    list(list(), list(conditions = list(g = c("g01", "g03")), re_formula = NULL), list(effects = "z"), list(effects = "x:g", re_formula = NULL))),
  trials = list("bf(count | trials(t) ~ x + k)", "binomial()", c("b_Intercept", "b_x", "b_k", end),
    list(list(), list(effects = "x", conditions = list(t = 7L)))),
  curve = list("bf(y ~ a * exp(b * x) + z, a ~ f, b ~ 1, nl = TRUE)", "gaussian()",
    c("b_a_Intercept", "b_a_fgreen", "b_a_fred", "b_b_Intercept", "sigma", end), list(list()),
    c("prior(normal(0, 1), nlpar = a)", "prior(normal(0, 1), nlpar = b)")),
  ordered = list("bf(o ~ x + f)", "cumulative()", c("b_Intercept[1]", "b_Intercept[2]", "b_x", "b_fgreen", "b_fred", "disc", end),
    list(list(effects = "x"), list(categorical = TRUE), list(effects = "x:f", categorical = TRUE))),
  monotonic = list("bf(y ~ mo(o) * x + mo(k) + (mo(o) | g))", "gaussian()",
    c("b_Intercept", "b_x", "bsp_moo", "bsp_mok", "bsp_moo:x", "sd_g__Intercept", "sd_g__moo", "cor_g__Intercept__moo", "sigma",
      simo("moo1", 2), simo("mok1", 8), simo("moo:x1", 2), r("g", c("Intercept", "moo")), end),
    list(list(), list(effects = "o:x"), list(effects = "k", conditions = list(o = 3)), list(effects = "o", conditions = list(g = c("g01", "g03")), re_formula = NULL))),
  counts = list("bf(count ~ x, shape2 ~ z)", "mixture(poisson, negbinomial)",
    c("b_mu1_Intercept", "b_mu2_Intercept", "b_shape2_Intercept", "b_mu1_x", "b_mu2_x", "b_shape2_z", "theta1", "theta2", end),
    list(list(), list(effects = "x", dpar = "shape2"), list(dpar = "mu1"))),
  subset = list("bf(y | subset(l) ~ x * k + f)", "gaussian()", c("b_Intercept", "b_x", "b_k", "b_fgreen", "b_fred", "b_x:k", "sigma", end),
    list(list(), list(effects = "x:k"), list(effects = "x", conditions = list(k = 3)))))

digits <- function(x) if (is.factor(x)) as.character(x) else if (is.numeric(x)) signif(as.numeric(x), 8) else x
columns <- function(e) {
  e <- as.data.frame(e)
  list(names = I(names(e)), columns = unname(lapply(e, function(v) I(digits(v)))))
}
effects <- function(fit, arguments) {
  if (is.list(arguments$conditions)) arguments$conditions <- as.data.frame(arguments$conditions)
  answer <- tryCatch({
    found <- do.call(conditional_effects, c(list(fit, resolution = 4), arguments))
    lapply(found, function(e) c(columns(e), list(effects = I(attr(e, "effects")),
      spaghetti = if (is.null(attr(e, "spaghetti"))) NULL else columns(attr(e, "spaghetti")))))
  }, error = function(e) list(error = conditionMessage(e)))
  list(arguments = c(lapply(arguments, function(a) if (is.data.frame(a)) lapply(as.list(a), I) else if (is.list(a)) lapply(a, I) else a),
                     if ("re_formula" %in% names(arguments)) list(groups = TRUE)), answer = answer)
}
facts <- lapply(cases, function(case) {
  priors <- if (length(case) > 4) eval(parse(text = paste0("c(", paste(case[[5]], collapse = ", "), ")")))
  fit <- brm(eval(parse(text = case[[1]])), d, eval(parse(text = case[[2]])), prior = priors, empty = TRUE)
  made <- with_draws(fit, case[[3]])
  list(formula = case[[1]], family = case[[2]], prior = if (length(case) > 4) I(case[[5]]), draws = lapply(made$draws, I), calls = lapply(case[[4]], function(a) suppressWarnings(effects(made$fit, a))))
})
write_json(list(version = as.character(packageVersion("brms")), data = lapply(d, I), cases = facts), out,
           digits = NA, auto_unbox = TRUE, null = "null", na = "string")
