# Writes short fits of several kinds with what brms says of them: Rscript brmsfits_versions.R FOLDER NAME ...
# The version of brms is in the names of the files. Programs and compiled libraries are taken out.
suppressMessages({library(rstan); library(brms); library(jsonlite)})
if (packageVersion("brms") < "2.20") rstan_options(boost_lib = "/usr/include")
arguments <- commandArgs(TRUE)
version <- as.character(packageVersion("brms"))
set.seed(7)
n <- 60
d <- data.frame(x = round(rnorm(n), 3), z = round(runif(n), 3), f = factor(sample(c("b", "a", "C"), n, TRUE), levels = c("b", "a", "C")),
                g = factor(sample(c("p", "q", "r r", "s"), n, TRUE)), h = factor(sample(1:3, n, TRUE)), e = round(runif(n, .1, .3), 2))
d$y <- round(ifelse(runif(n) < .4, -2 + d$x, 2) + rnorm(n) / 2, 3)
d$y2 <- round(d$x - d$y / 2 + rnorm(n), 3)
d$o <- ordered(cut(d$y + rnorm(n), c(-Inf, -1.5, 0.5, 2, Inf), labels = FALSE))
d$m <- ordered(sample(c("lo", "mid", "hi"), n, TRUE), levels = c("lo", "mid", "hi"))
d$k <- ifelse(runif(n) < .3, 0L, rpois(n, exp(1 + .3 * d$x)))
d$s <- rep(c(TRUE, TRUE, FALSE), 20)
d$by <- factor(ifelse(d$g %in% c("p", "q"), "u", "v"))
d$g2 <- factor(sample(c("p", "q", "r r", "s"), n, TRUE), levels = levels(d$g))
d$w <- round(runif(n, .5, 2), 2)
d$cen <- sample(c("left", "none", "right", "interval"), n, TRUE, c(.1, .7, .1, .1))
d$y3 <- d$y + .4
d$nn <- rep(c(8L, 12L), 30)
d$k2 <- pmin(d$k, d$nn)
holed <- d; holed$x[c(2, 9)] <- NA; holed$y[5] <- NA; holed$f[11] <- NA
b12 <- c(prior(normal(0, 2), class = b, dpar = mu1), prior(normal(0, 2), class = b, dpar = mu2),
         prior(normal(-2, 1), class = Intercept, dpar = mu1), prior(normal(2, 1), class = Intercept, dpar = mu2))
i12 <- b12[3:4, ]
two <- function() mixture(gaussian, gaussian)
own <- custom_family("own_normal", dpars = c("mu", "spread"), links = c("identity", "log"), lb = c(NA, 0), type = "real")
own_code <- stanvar(scode = "real own_normal_lpdf(real y, real mu, real spread) { return normal_lpdf(y | mu, spread); }", block = "functions")
calls <- list(
  groups = list(bf(y ~ x + f + (1 | g), theta1 ~ z), family = two, prior = b12),
  ordinal = list(o ~ x + (1 | g), family = function() mixture(cumulative("probit"), acat), prior = b12[1:2, ]),
  plain = list(y ~ poly(x, 2) + f + (1 + x | g), family = gaussian),
  hurdle = list(bf(k ~ x + f, hu ~ z), family = hurdle_poisson),
  inflated = list(bf(k ~ x + offset(z), zi1 ~ z), family = function() mixture(zero_inflated_poisson, negbinomial), prior = prior(normal(0, 1), class = b, dpar = mu1) + prior(normal(0, 1), class = b, dpar = mu2)),
  curves = list(bf(y ~ s(x, k = 5) + mo(m) + (1 | gr(g, by = by)), sigma ~ f), family = student),
  smooth = list(bf(y ~ s(x, k = 5), theta2 ~ s(z, k = 4)), family = two, prior = i12),
  rescor = list(bf(y ~ x + (1 | p | g)) + bf(y2 ~ f + (1 | p | g)) + set_rescor(TRUE), family = gaussian),
  custom = list(bf(y ~ x, spread ~ z), family = function() own, stanvars = own_code),
  by = list(y ~ x + (1 + x | gr(g, by = by)), family = two, prior = b12),
  members = list(y ~ z + (1 | mm(g, g2)), family = two, prior = b12),
  monotonic = list(bf(y ~ mo(m) * x), family = two, prior = i12),
  process = list(y ~ gp(x), family = gaussian),
  measured = list(y ~ me(x, e) + z, family = gaussian, save_pars = save_pars(latent = TRUE)),
  missed = list(bf(y | mi() ~ mi(x) + z) + bf(x | mi() ~ z) + set_rescor(FALSE), family = gaussian, data = holed[names(holed) != "f"]),
  part = list(bf(y | subset(s) ~ x) + bf(k ~ z, family = poisson()) + set_rescor(FALSE), family = gaussian),
  holed = list(bf(y ~ x + f + (1 | g)), family = two, prior = b12, data = holed),
  nonlinear = list(bf(y ~ a + exp(b) * x, a ~ 1 + (1 | g), b ~ 1, nl = TRUE), family = gaussian, prior = prior(normal(0, 2), nlpar = a) + prior(normal(0, 1), nlpar = b)),
  curved = list(bf(y ~ gp(x, by = by) + gp(z, k = 4, c = 5/4), sigma ~ z), family = gaussian),
  censored = list(bf(y | weights(w) + cens(cen, y3) ~ x + (1 | g), sigma ~ z), family = gaussian),
  trials = list(bf(k2 | trials(nn) ~ x + (1 + z | gr(g, by = by)), phi ~ z), family = beta_binomial),
  bounded = list(bf(y | trunc(lb = -6, ub = 7) + weights(w) ~ x * f, theta1 ~ z), family = two, prior = b12),
  mixed = list(bf(y ~ x + (1 | p | g), sigma ~ z) + bf(k ~ f + s(z, k = 4) + (1 | p | g), family = hurdle_poisson()) + set_rescor(FALSE), family = gaussian),
  shrunk = list(y ~ x + z + f, family = gaussian, prior = prior(horseshoe(par_ratio = 0.2), class = b))
)
# update() of fits
updates <- list(updated = list("groups", formula. = . ~ . - f), renewed = list("plain", newdata = d[1:40, ]))
sampled <- function(call, ...) {
  family <- call$family; call$family <- if (is.function(family)) family() else family
  call$data <- if (is.null(call$data)) d else call$data
  suppressWarnings(do.call(brm, c(call, list(chains = 2, iter = 120, warmup = 80, seed = 1, refresh = 0, cores = 1), list(...))))
}
strip <- function(fit) {
  fit$model <- structure("// the program is not kept here", class = class(fit$model))
  fit$fit@stanmodel <- new("stanmodel"); fit$fit@.MISC <- new.env()
  fit
}
arr <- function(a) if (is.null(a)) NULL else if (is.list(a) && !is.data.frame(a)) lapply(a, arr) else list(values = signif(as.vector(as.matrix(a)), 14), dim = if (is.null(dim(a))) length(a) else dim(a), names = dimnames(a))
array_of <- function(a) { a <- unclass(a); attributes(a) <- attributes(a)[c("dim", "dimnames")]; list(values = signif(as.vector(a), 14), dim = dim(a), names = dimnames(a)) }
said <- function(e) tryCatch(suppressWarnings(suppressMessages(e)), error = function(err) list(error = conditionMessage(err)))
printed <- function(x, ...) capture.output(print(x, ...))
deep <- function(v) if (is.array(v)) array_of(v) else if (is.list(v)) lapply(v, deep) else v
moments <- function(v) { a <- if (length(dim(v)) == 3) v[, 1:5, 1] else v[, 1:5]; list(mean = signif(colMeans(a, na.rm = TRUE), 8), sd = signif(apply(a, 2, sd, na.rm = TRUE), 8)) }
# rows of groups that the fit has not seen
strange <- function(rows) { for (g in intersect(c("g", "g2"), names(rows))) rows[[g]] <- "new"; rows }
facts <- function(fit) {
  draws <- as.data.frame(as_draws_df(fit)); kept <- c(1, 2, nrow(draws))
  at <- function(a) { if (is.list(a) && !is.null(a$error)) return(a); array_of(if (length(dim(a)) == 3) a[kept, 1:5, , drop = FALSE] else a[kept, 1:5, drop = FALSE]) }
  new <- fit$data[c(5, 3, 9, 12, 1), ]
  list(version = version, variables = variables(fit), n = nrow(draws), draws = lapply(draws[variables(fit)], function(v) v[kept]),
    fixef = deep(said(fixef(fit))), ranef = deep(said(ranef(fit))), coef = deep(said(coef(fit))), varcorr = said(printed(VarCorr(fit))),
    log_lik = at(said(log_lik(fit))), epred = at(said(posterior_epred(fit))), epred_new = at(said(posterior_epred(fit, newdata = new))),
    epred_na = at(said(posterior_epred(fit, re_formula = NA))), linpred = at(said(posterior_linpred(fit))),
    sigma = at(said(posterior_epred(fit, dpar = "sigma"))), theta1 = at(said(posterior_epred(fit, dpar = "theta1"))), mu2 = at(said(posterior_epred(fit, dpar = "mu2"))),
    pp_mixture = said({p <- pp_mixture(fit, summary = FALSE); array_of(p[kept, 1:5, , drop = FALSE])}),
    pp_mixture_summary = said({p <- pp_mixture(fit); array_of(p[1:5, , , drop = FALSE])}),
    loo = said({l <- loo(fit); list(estimates = array_of(l$estimates), print = printed(l), looic = signif(l$looic, 14))}),
    waic = said(array_of(waic(fit)$estimates)), r2 = said(array_of(bayes_R2(fit))), fitted = said({v <- fitted(fit); array_of(if (length(dim(v)) == 3) v[1:5, , , drop = FALSE] else v[1:5, , drop = FALSE])}),
    residuals = said({v <- residuals(fit, method = "posterior_epred"); array_of(if (length(dim(v)) == 3) v[1:5, , , drop = FALSE] else v[1:5, , drop = FALSE])}),
    summary = said(printed(summary(fit))), summary_priors = said(printed(summary(fit, priors = TRUE))), short = said(capture.output(print(fit, short = TRUE))), prior = said(printed(prior_summary(fit))),
    formula = said(printed(formula(fit))), family = said(printed(family(fit))), nobs = nobs(fit), ngrps = said(ngrps(fit)),
    hypothesis = said(printed(hypothesis(fit, paste(sub("^b_", "", grep("^b_", variables(fit), value = TRUE)[1]), "> 0")))),
    posterior_summary = said(array_of(posterior_summary(fit))), interval = said(array_of(posterior_interval(fit))), vcov = said(array_of(vcov(fit))),
    data = lapply(fit$data, function(v) if (is.factor(v)) list(levels = levels(v)) else list(kind = class(v)[1])), neff_ratio = said(as.list(neff_ratio(fit))),
    settings = said(summary(fit)[c("nobs", "chains", "iter", "warmup", "thin", "algorithm", "sampler", "group")]),
    predicted = said({set.seed(1); v <- posterior_predict(fit); moments(v)}), predicted_new = said({set.seed(1); moments(posterior_epred(fit, newdata = strange(new), allow_new_levels = TRUE))}),
    effects = said(lapply(conditional_effects(fit, resolution = 4), function(t) lapply(as.data.frame(t)[c("estimate__", "lower__", "upper__")], signif, 14))))
}
folder <- arguments[1]
for (name in arguments[-1]) {
  file <- file.path(folder, paste0(name, "_", version))
  if (file.exists(paste0(file, '.rds'))) next; started <- Sys.time()
  if (name %in% names(updates)) {
    how <- updates[[name]]; base <- sampled(calls[[how[[1]]]])
    fit <- suppressWarnings(do.call(update, c(list(base), how[-1], list(chains = 2, iter = 120, warmup = 80, seed = 1, refresh = 0))))
  } else fit <- sampled(calls[[name]])
  if (name == "custom") {
    log_lik_own_normal <- function(i, prep) dnorm(prep$data$Y[i], brms::get_dpar(prep, "mu", i), brms::get_dpar(prep, "spread", i), log = TRUE)
    posterior_epred_own_normal <- function(prep) prep$dpars$mu
  }
  write(toJSON(facts(fit), digits = NA, auto_unbox = TRUE, null = "null"), paste0(file, ".facts.json"))
  saveRDS(strip(fit), paste0(file, ".rds"), compress = "xz")
  cat(name, version, format(Sys.time() - started), file.size(paste0(file, ".rds")), "\n")
}
