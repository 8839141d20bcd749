# What brms 2.18 makes of functions in formulas: Rscript tests/reference/formula_functions.R
suppressMessages(library(brms))
d <- data.frame(
  y = c(1, 2, 3, 4, 5, 2.5, 3, 1.5), x = c(1, 2, 30, 4, 7, 5, 9, 3),
  z = c(2, 4, 3, 1, 5, 8, 6, 7), f = factor(c("b", "a", "c", "a", "b", "b", "a", "a")),
  g = factor(c("p", "q", "p", "q", "p", "q", "q", "p")),
  ch = c("aa", "b", "ccc", "aa", "b", "b", "aa", "aa"),
  day = as.Date("2024-01-01") + c(0, 3, 5, 7, 8, 10, 11, 20)
)
terms <- c(
  "interaction(f, g)", "interaction(f, g, sep = \"_\")", "interaction(f, g, drop = TRUE)",
  "interaction(ch, g)", "droplevels(f)", "cbind(x, z)", "cbind(x, log(z))", "cbind(a = x, b = z^2)",
  "cbind(x^2, log(z))", "scale(cbind(x, z))", "nchar(ch)", "findInterval(x, c(2, 5))",
  "C(f, contr.treatment(3, base = 3))", "C(f, contr.treatment(3))", "C(f, contr.sum(3))",
  "C(f, contr.helmert(3))", "C(f, contr.poly(3))", "relevel(droplevels(f), ref = \"b\")",
  "ifelse(x > 3, 1, 0)", "as.Date(day)", "as.numeric(day)", "cut(x, c(0, 3, 50))", "toupper(ch)",
  "tolower(ch)", "substr(ch, 1, 1)", "substr(ch, 2, 3)", "paste(f, g)", "paste0(f, g)",
  "rowSums(cbind(x, z))", "match(f, c(\"a\", \"b\", \"c\"))", "choose(z, 2)", "factorial(z)",
  "gamma(z)", "lgamma(z)", "inv_logit_scaled(x)", "logit_scaled(x/40)", "pnorm(x)", "qnorm(x/40)",
  "atan2(x, z)", "cbind(x, z):f", "interaction(f, g):x",
  "poly(x, z)", "poly(x, z, degree = 2)", "poly(cbind(x, z), degree = 2)",
  "poly(x, z, degree = 3, raw = TRUE)", "poly(x, z, log(x), degree = 2)"
)
all_rows <- c(
  "rank(x)", "rank(-x)", "rank(ch)", "rank(f)", "rank(z > 4)", "rank(ch, ties.method = \"min\")",
  "rank(ch, ties.method = \"max\")", "rank(ch, ties.method = \"first\")", "cumsum(x)",
  "cumprod(z)", "cummax(x)", "cummin(x)", "rev(x)", "rev(f)", "rev(ch)", "order(x)", "order(ch)",
  "order(x, decreasing = TRUE)", "order(f)", "sort(x)", "sort(x, decreasing = TRUE)",
  "log(cumsum(x))", "rank(x):f", "cumsum(x) + rev(z)"
)
columns <- function(terms) lapply(terms, function(t) {
  X <- make_standata(as.formula(paste("y ~", t)), d)$X
  list(term = jsonlite::unbox(t), columns = colnames(X), values = as.vector(X))
})
writeLines(jsonlite::toJSON(columns(terms), digits = 14), "tests/reference/formula_functions.json")

# Functions of all rows: on the rows of the fit, with missing values, and on other rows.
near <- d; near$x[3] <- NA
missing <- c("rank(x)", "order(x)", "rev(z)", "cumsum(z)", "rank(z)")
lost <- lapply(missing, function(t) {
  X <- make_standata(as.formula(paste("y ~ x +", t)), near)$X
  list(term = jsonlite::unbox(t), columns = colnames(X), values = as.vector(X))
})
other <- lapply(all_rows[!grepl("f", all_rows)], function(t) {
  fit <- suppressMessages(brm(as.formula(paste("y ~", t)), d, empty = TRUE))
  X <- suppressWarnings(standata(fit, newdata = d[c(6, 3, 8), ], check_response = FALSE))$X
  list(term = jsonlite::unbox(t), columns = colnames(X), values = as.vector(X))
})
writeLines(
  jsonlite::toJSON(list(fit = columns(all_rows), missing = lost, other = other), digits = 14),
  "tests/reference/all_rows.json"
)
