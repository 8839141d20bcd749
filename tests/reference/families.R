# What brms 2.18 says of its families: Rscript families.R > families.json (needs jsonlite).
suppressMessages({
  library(brms)
  library(jsonlite)
})
names_ <- c(
  "gaussian", "student", "skew_normal", "exgaussian", "asym_laplace", "gen_extreme_value",
  "zero_inflated_asym_laplace", "lognormal", "shifted_lognormal", "gamma", "weibull", "exponential",
  "frechet", "inverse.gaussian", "wiener", "hurdle_gamma", "hurdle_lognormal", "von_mises", "beta",
  "zero_inflated_beta", "zero_one_inflated_beta", "bernoulli", "binomial", "beta_binomial",
  "zero_inflated_binomial", "zero_inflated_beta_binomial", "poisson", "negbinomial", "negbinomial2",
  "geometric", "com_poisson", "discrete_weibull", "zero_inflated_poisson",
  "zero_inflated_negbinomial", "hurdle_poisson", "hurdle_negbinomial",
  "cumulative", "sratio", "cratio", "acat"
)
set.seed(1)
data <- data.frame(
  real = rnorm(30, 3, 9), positive = rexp(30, 0.02), share = rbeta(30, 1, 1), n = 40,
  count = rpois(30, 200), binary = rep(0:1, 15), angle = runif(30, -3, 3), dec = rep(0:1, 15)
)
data$success <- rbinom(30, 40, 0.5)
data$grade <- rep(1:5, 6)
response <- function(info, name) {
  if ("ordinal" %in% info$specials) return("grade")
  if (grepl("(^|_)binomial", name)) return("success | trials(n)")
  if (name == "bernoulli") return("binary")
  if (name == "wiener") return("positive | dec(dec)")
  if (name == "von_mises") return("angle")
  if (info$type == "int") return("count")
  if (identical(info$ybounds, c(0, 1))) return("share")
  if (is.finite(info$ybounds[1])) "positive" else "real"
}
quiet <- function(x) suppressWarnings(suppressMessages(x))
said <- function(x) {
  tryCatch(x, error = function(e) paste0("Error: ", conditionMessage(e)))
}
intercepts <- function(name, lhs, dpar, links) {
  one <- function(link) {
    family <- do.call(brmsfamily, c(list(name), setNames(list(link), paste0("link_", dpar))))
    formula <- bf(as.formula(paste(lhs, "~ 1")), as.formula(paste(dpar, "~ 1")))
    rows <- quiet(get_prior(formula, data, family = family))
    rows$prior[rows$class == "Intercept" & rows$dpar == dpar]
  }
  setNames(lapply(links, one), links)
}
supported <- function(name, argument) {
  asked <- c(list(name), setNames(list("nonsense"), argument))
  message <- tryCatch(do.call(brmsfamily, asked), error = conditionMessage)
  listed <- sub("(?s).*are:", "", message, perl = TRUE)
  regmatches(listed, gregexpr("'[^']*'", listed))[[1]]
}
facts <- function(name) {
  info <- get(paste0(".family_", name), asNamespace("brms"))()
  lhs <- response(info, name)
  column <- data[[sub(" .*", "", lhs)]]
  family <- brmsfamily(name)
  pair <- mixture(family, family, order = "none")
  rows <- quiet(get_prior(as.formula(paste(lhs, "~ 1")), data, family = pair))
  dpars <- lapply(setdiff(info$dpars, "mu"), function(d) {
    row <- rows[rows$class == paste0(d, "1"), ]
    links <- gsub("'", "", supported(name, paste0("link_", d)))
    list(
      name = d, links = links,
      # disc is no parameter as long as nothing is said of it.
      prior = if (nrow(row)) row$prior, lb = if (nrow(row)) row$lb, ub = if (nrow(row)) row$ub,
      intercept = intercepts(name, lhs, d, links)
    )
  })
  log_scale <- "logscale" %in% info$specials
  star <- if (log_scale) log(column) else column
  star <- if (name == "hurdle_lognormal") log(ifelse(column == 0, 0.1, column)) else star
  list(
    name = name, type = info$type, lower = info$ybounds[1], upper = info$ybounds[2],
    closed = info$closed, additions = I(info$ad), log_scale = log_scale,
    mu = gsub("'", "", supported(name, "link")), dpars = dpars,
    scale = format(max(2.5, round(mad(star), 1)))
  )
}
reading <- function(call) {
  order <- NULL
  note <- function(m) {
    order <<- trimws(conditionMessage(m))
    invokeRestart("muffleMessage")
  }
  made <- tryCatch(
    withCallingHandlers(eval(parse(text = call)), message = note),
    error = function(e) conditionMessage(e)
  )
  if (is.character(made)) return(list(call = call, error = made))
  if (is.function(made)) made <- brmsfamily(made()$family, made()$link)
  # One that brms itself would still refuse, when the model is made.
  if (!inherits(made, "brmsfamily")) {
    made <- tryCatch(brms:::validate_family(made), error = function(e) conditionMessage(e))
    if (is.character(made)) return(list(call = call, error = made))
  }
  parts <- if (is.null(made$mix)) list(made) else unname(made$mix)
  one <- function(part) {
    own <- setdiff(part$dpars, "mu")
    list(family = part$family, link = part$link,
         links = I(as.character(unlist(part[paste0("link_", own)]))))
  }
  list(call = call, summary = summary(made), order = made$order, message = order,
       printed = paste(capture.output(print(made)), collapse = "\n"), parts = lapply(parts, one))
}
checked <- function(family, y) {
  label <- family
  family <- eval(parse(text = family))
  formula <- if (any(grepl("binomial", label) & !grepl("neg", label))) y | trials(50) ~ 1 else y ~ 1
  made <- tryCatch(
    quiet(make_standata(formula, data = data.frame(y = y), family = family)),
    error = conditionMessage
  )
  said <- if (is.character(made)) list(error = made) else list(Y = as.vector(made$Y))
  c(list(family = label, y = y), said)
}
calls <- readLines("family_calls.txt")
responses <- list(
  list("mixture(gaussian, gaussian)", c("a", "b")), list("mixture(gaussian, gaussian)", c(TRUE, FALSE)),
  list("mixture(gaussian, lognormal)", c(1, -2, 3)), list("mixture(gaussian, lognormal)", c(1, 0, 3)),
  list("mixture('gamma', hurdle_gamma)", c(1, 0, 3)), list("mixture('hurdle_gamma', hurdle_gamma)", c(1, 0, 3)),
  list("mixture('hurdle_gamma', hurdle_gamma)", c(1, 0, -3)),
  list("mixture(poisson, poisson)", c(1, 2.5)), list("mixture(poisson, poisson)", c(1, -2)),
  list("mixture(poisson, poisson)", c(1, 1e6)), list("mixture(bernoulli, poisson)", c(3, 5, 5)),
  list("mixture(bernoulli, bernoulli)", c(3, 5, 7)), list("mixture(bernoulli, bernoulli)", c(1, 1, 1)),
  list("mixture(bernoulli, bernoulli)", c(0, 0, 0)), list("mixture(bernoulli, bernoulli)", c("no", "yes")),
  list("mixture(bernoulli, bernoulli)", c(FALSE, TRUE)), list("mixture(Beta, Beta)", c(0.5, 1)),
  list("mixture(Beta, Beta)", c(0.5, 0)), list("mixture('zero_inflated_beta', Beta)", c(0.5, 0)),
  list("mixture('zero_inflated_beta', 'zero_inflated_beta')", c(0.5, 0)),
  list("mixture('zero_one_inflated_beta', 'zero_one_inflated_beta')", c(0, 1.2)),
  list("mixture(von_mises, von_mises)", c(1, 4)), list("mixture(von_mises, von_mises)", c(1, -4)),
  list("poisson()", c(1, 2.5)), list("lognormal()", c(1, 0)), list("student()", c(1, 2)),
  list("mixture('binomial', 'binomial')", c(3, 9)), list("mixture('binomial', 'binomial')", c(3, -9))
)
toJSON(list(
  families = lapply(names_, facts),
  calls = lapply(calls, reading),
  responses = lapply(responses, function(r) checked(r[[1]], r[[2]]))
), auto_unbox = TRUE, null = "null", digits = NA) |> prettify(indent = 1) |> cat()
