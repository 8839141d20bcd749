# The columns that brms makes of smooth terms, on the rows of the fit and on others: Rscript smooths.R [FILE]
suppressPackageStartupMessages({library(brms); library(jsonlite)})
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
out <- commandArgs(TRUE); out <- if (length(out)) out[1] else file.path(home, "smooths.json")
d <- head(read.csv(file.path(home, "data", "kinds.csv")), 60)
d$of <- factor(d$of, levels = c("low", "mid", "high"), ordered = TRUE)
new <- d[c(3, 11, 29, 41), ]; new$x <- c(-2, 0, 0.4, 3); new$z <- c(1, -1, 0.3, 2)
formulas <- c(
  "y ~ s(x)", "y ~ s(x, k = 5) + z", "y ~ s(x, z)", "y ~ s(x, z, k = 12)", "y ~ s(x, by = z, k = 5)", "y ~ s(x, by = fa, k = 5)",
  "y ~ s(x, by = lg, k = 4)", "y ~ s(x, k = 5, fx = TRUE)", "y ~ s(x, m = 1, k = 6)", "y ~ s(x, m = 3, k = 7)", "y ~ s(log(x + 9), k = 5)",
  "y ~ s(x, k = 4) + s(z, k = 5)", "y ~ s(m, k = 3)", "y ~ s(x, z, Z9, k = 15)", "y ~ 0 + s(x, k = 2)",
  "y ~ s(x, by = one)", "y ~ s(x, k = 5, by = of)", "y ~ s(x, k = 5, pc = 0.5)", "y ~ s(x, k = 6, xt = list(max.knots = 20))",
  "y ~ s(x, k = 6, xt = list(max.knots = 25, seed = 7))", "y ~ s(x, bs = 'ts')", "y ~ s(x, z, bs = 'ts', k = 12)", "y ~ s(x, bs = 'ts', k = 5, by = fa)",
  "y ~ s(x, bs = 'cr')", "y ~ s(x, bs = 'cr', k = 3)", "y ~ s(x, bs = 'cr', k = 5, by = z)", "y ~ s(x, bs = 'cr', k = 5, by = fa)",
  "y ~ s(x, bs = 'cr', k = 6, fx = TRUE)", "y ~ s(log(x + 9), bs = 'cr', k = 5)", "y ~ s(x, bs = 'cr', k = 5, pc = list(x = 0))", "y ~ s(x, bs = 'cr', k = 5, by = of)",
  "y ~ s(x, bs = 'cs')", "y ~ s(x, bs = 'cs', k = 6)", "y ~ s(x, bs = 'cs', k = 6, by = fa)", "y ~ s(x, bs = 'cs', k = 7, by = z)",
  "y ~ s(x, bs = 'cc')", "y ~ s(x, bs = 'cc', k = 5, by = fa)", "y ~ s(x, bs = 'cc', k = 6, by = z)", "y ~ s(x, bs = 'cc', k = 5, fx = TRUE)",
  "y ~ s(x, bs = 'ps')", "y ~ s(x, bs = 'ps', k = 7, m = c(1, 2))", "y ~ s(x, bs = 'ps', k = 7, m = c(2, 1))", "y ~ s(x, bs = 'ps', k = 7, m = 1)",
  "y ~ s(x, bs = 'ps', k = 7, m = c(2, 3))", "y ~ s(x, bs = 'ps', k = 6, by = fa)", "y ~ s(x, bs = 'ps', k = 6, by = z)", "y ~ s(x, bs = 'cp', k = 7)",
  "y ~ s(fa, bs = 're')", "y ~ s(fa, z, bs = 're')", "y ~ s(g, fa, bs = 're')", "y ~ s(fa, bs = 're', by = z)", "y ~ s(fa, x, z, bs = 're')", "y ~ s(of, bs = 're')",
  "y ~ s(x, fa, bs = 'fs', k = 5, m = 1)", "y ~ s(fa, x, bs = 'fs', k = 4, m = 1)", "y ~ s(x, fa, bs = 'fs', k = 5, xt = 'cc')", 
    "y ~ s(x, fa, bs = 'fs', k = 5, xt = list(bs = 'ps'), m = c(2, 1))", "y ~ s(x, fa, bs = 'fs', k = 5, xt = 'cr')", "y ~ s(x, fa, bs = 'fs', k = 5)",
  "y ~ t2(x, z)", "y ~ t2(x, z, k = 4)", "y ~ t2(x, z, k = c(4, 5), full = TRUE)", "y ~ t2(x, z, bs = c('cr', 'cc'), k = c(4, 5))", "y ~ t2(x, z, bs = 'ps', m = c(2, 1), k = 5)",
  "y ~ t2(x, z, bs = 'ps', m = list(c(1, 2), c(2, 1)), k = c(5, 6))", "y ~ t2(x, z, k = 4, by = fa)", "y ~ t2(x, z, k = 4, by = Z9)", "y ~ t2(x, z, k = 4, by = of)",
  "y ~ t2(x, z, bs = 'tp', k = 4)", "y ~ t2(x, z, Z9, k = 4)", "y ~ t2(x, k = 5)", "y ~ t2(x, fa, bs = c('cr', 're'), k = c(4, 3))", "y ~ t2(x, z, bs = c('cr', 'ts'), k = 4)",
  "y ~ t2(x, z, k = 4, ord = 1)", "y ~ t2(x, z, k = 4, ord = c(0, 2))", "y ~ t2(x, z, Z9, d = c(1, 2), k = c(4, 6))")
knots <- list("y ~ s(x, bs = 'cr', k = 5)" = c(-4, -1, 0, 1, 4), "y ~ s(x, bs = 'cs', k = 4)" = c(-4, -1, 1, 4), "y ~ s(x, bs = 'cc', k = 6)" = c(-4, 4), "y ~ s(x, bs = 'cc', k = 5)" = c(-4, -1, 0, 2, 4),
  "y ~ s(x, bs = 'ps', k = 6)" = c(-4, 4), "y ~ s(x, bs = 'ps', k = 5)" = seq(-16, 16, length.out = 9), "y ~ s(x, k = 4)" = c(-3, -1, 0, 1, 2, 3), "y ~ s(x, k = 5, m = 1)" = c(-3, -1, 0, 1, 2),
  "y ~ t2(x, z, k = 4)" = c(-4, -1, 1, 4), "y ~ s(log(x + 9), bs = 'cr', k = 4)" = c(-4, -1, 1, 4))
columns <- function(s) lapply(s[grepl("^(Xs|Zs_|knots_|nb_|Ks)", names(s))], function(v) if (is.matrix(v)) unname(v) else I(as.vector(v)))
facts_of <- function(text, knots = NULL) {
  f <- eval(parse(text = text))
  fit <- suppressWarnings(brm(f, d, empty = TRUE, knots = knots))
  p <- as.data.frame(fit$prior)
  list(formula = text, knots = lapply(knots, I), coefs = I(p$coef[p$class == "b" & p$coef != ""]), smooths = I(p$coef[p$class == "sds" & p$coef != ""]),
       fitted = columns(standata(fit)), new = columns(standata(fit, newdata = new)))
}
facts <- c(lapply(formulas, facts_of), unname(Map(function(text, k) facts_of(text, list(x = k)), names(knots), knots)))
write_json(list(rows = 60, new = lapply(new[c("x", "z", "fa", "lg", "m", "Z9", "of", "g", "one")], I), cases = facts), out, digits = NA, auto_unbox = TRUE)
