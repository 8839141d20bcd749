# Columns of design matrices: what brms 2.18 (and R's model.matrix in it) makes of formulas.
# Rscript tests/reference/design.R > tests/reference/design.json
suppressMessages(library(brms))
set.seed(1)
d <- data.frame(
  y = round(rnorm(15), 3), x = round(rnorm(15), 3), z = round(rnorm(15), 3), m = rep(1:3, 5),
  f = factor(rep(c("a", "b", "c"), each = 5)), h = factor(rep(c("u", "v"), length = 15)),
  ch = rep(c("v", "u", "Z"), length = 15), lgl = rep(c(TRUE, FALSE, FALSE), 5),
  of = factor(rep(c("lo", "mid", "hi"), 5), levels = c("lo", "mid", "hi"), ordered = TRUE),
  o5 = factor(rep(c("e", "d", "c", "b", "a"), 3), levels = c("e", "d", "c", "b", "a"), ordered = TRUE),
  p = round(runif(15), 3) + 0.1, big = c(1e5, 123456, 0.5) * rep(1, 15),
  odd = factor(rep(c("c-d", "e/f", "A b"), 5)), stringsAsFactors = FALSE
)
formulas <- scan(text = "
1|0|-1|x|x - 1|0 + f|0 + x + f|0 + f + h|0 + Intercept + x|0 + Intercept + f|0 + Intercept * f
0 + Intercept:f|x + Intercept - 1|x * f|f * x|f:x + z|x + f:x|I(x > 0) + x:z + z|f/x|x/f|x %in% f
(x + z + f)^2|x * z * f - x:z:f|x + 1 + 0|0 + x + 1|x - 0|-x|x - x|(x + z) * f|-x + z|I(-x)|I(x^2)
poly(x, 2)|poly(x, degree = 3)|poly(x, 2, raw = TRUE)|poly(x, 2):f|poly(x, 1)|f * poly(x, 2)|scale(x)
scale(x, center = FALSE)|scale(x, scale = FALSE)|scale(x, center = 1, scale = 2)|scale(m)|factor(m)
as.factor(m)|ordered(m)|factor(m, levels = c(3, 1, 2))|factor(m, labels = c('A', 'B', 'C'))
factor(m, levels = 1:4)|factor(big)|factor(p)|as.numeric(f)|as.integer(f)|as.character(m)
ifelse(x > 0, 1, 0)|ifelse(x > 0, 'a', 'b')|ifelse(f == 'a', x, z)|cut(x, 3)|cut(x, breaks = c(-3, 0, 3))
cut(x, c(-Inf, 0, Inf), labels = c('L', 'H'))|cut(x, 3, labels = FALSE)|cut(x, c(-3, 0, 3), right = FALSE)
cut(m, c(1, 2, 3), include.lowest = TRUE)|cut(x, 4, dig.lab = 2)|cut(x, 3, ordered_result = TRUE)
x %% 2|x %/% 2|m %% 2|I(m %in% c(1, 2))|I(f %in% c('a', 'b'))|pmin(x, z)|pmax(x, 0)|is.na(x)
C(f, 'contr.sum')|C(f, 'contr.helmert')|relevel(f, ref = 'b')|of|0 + of|of * x|o5|x:o5|lgl|0 + lgl|lgl * f
ch|ch:lgl|log(p)|log(p, 2)|log(p, base = 3)|log2(p)|log10(p)|log1p(p)|exp(x)|expm1(x)|sqrt(p)|abs(x)
round(x)|round(x, 1)|sign(x)|sin(x) + cos(x) + tan(x)|floor(x) + ceiling(x)|I(x * z) + I(x / z)|log(x + 3)
I(x + z)|I((x + z)^2)|I(x == z)|I(lgl & x > 0)|I(of > 'lo')|I(of == 'mid')|f:h|x:f:h|f:h + f|h + f:h
f %in% h|h/f|x + x|x + z + x:z + z:x|z:x + x|p * x * z|I(f)|I(f == 'a')|x^2|(x + z)^3|I(1 / p)|exp(-x)
I(x - mean(x))|I((x - mean(x)) / sd(x))|log(p) * x|as.logical(m - 1)|trunc(x)|1:x|0:x|x:1|(1 + x) * z|x * 1
((x + z))|I((x))|x:x|f:f|m * f|factor(lgl)|factor(ch)|as.factor(ch):x|0 + ch + f + lgl|0 + x:f + f|0 + of:x
as.numeric(lgl)|(f + h + lgl)^2 - f:h|f:h:lgl + f|x/(f + h)|(x + f)/h|0 + f:h|0 + x + f:h|x:z + f:x + f
splines::bs(x)|splines::bs(x, df = 5)|splines::bs(x, knots = c(-1, 0), degree = 2)
splines::bs(x, df = 6, intercept = TRUE)|splines::bs(x, Boundary.knots = c(-4, 4))|splines::ns(x, 3)
splines::ns(x, df = 4, intercept = TRUE)|splines::ns(x, knots = c(-0.5, 0.5))|splines::ns(x)
stats::poly(x, 2)|odd|0 + odd:x|odd * h|1 + f + lgl:x|x:lgl + h|h:x:lgl + x:lgl|sqrt(abs(x)) + I(x^3)
log(1e5 + x)|I(x * 1e-3)|I(x + 2L)|I(m / 2L)|I(m * 2L)|I(m^2)|I(0.10 * x)|I(!lgl)|xor2
", what = "", sep = "|", quote = "", strip.white = TRUE, quiet = TRUE)
formulas <- setdiff(formulas, c("", "xor2"))

design <- function(formula, cmc = TRUE) {
  X <- suppressWarnings(make_standata(bf(as.formula(paste("y ~", formula)), cmc = cmc), d)$X)
  list(formula = formula, cmc = cmc, columns = as.list(colnames(X)), X = unname(X)[, , drop = FALSE])
}
refused <- function(formula) {
  text <- tryCatch({ design(formula); "" }, error = conditionMessage)
  list(formula = formula, message = text)
}
new <- d[c(3, 1, 8, 15), ]
new$x <- c(0.2, 5, -4, 1.124)
elsewhere <- function(formula) {
  fit <- suppressMessages(brm(as.formula(paste("y ~", formula)), d, empty = TRUE))
  X <- suppressWarnings(standata(fit, newdata = new)$X)
  list(formula = formula, columns = as.list(colnames(X)), X = unname(X)[, , drop = FALSE])
}

without <- c("0 + f", "0 + x + f", "0 + x", "f", "0 + Intercept + f", "0 + f:x", "0", "0 + of")
cat(jsonlite::toJSON(list(
  data = as.list(d),
  designs = c(lapply(formulas, design), lapply(without, design, cmc = FALSE)),
  refused = lapply(c("x + 2", "x^z", "x^1", "nope + x + nada", "Intercept + x", "pi", "1e3", "'a'"), refused),
  new = as.list(new),
  elsewhere = lapply(c(
    "x", "poly(x, 2)", "poly(x, 2, raw = TRUE)", "scale(x)", "scale(x, center = FALSE)", "f * x", "of",
    "ch", "lgl", "splines::bs(x, df = 5)", "splines::ns(x, 3)", "splines::ns(x, knots = c(-0.5, 0.5))",
    "log(p) + as.numeric(f)", "0 + f", "x:f", "poly(x, 3):h", "I(x > 0)", "factor(m, levels = 1:3)"
  ), elsewhere)
), digits = I(15), auto_unbox = TRUE))
