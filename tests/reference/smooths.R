# The columns that brms makes of smooth terms, on the rows of the fit and on others: Rscript smooths.R [FILE]
suppressPackageStartupMessages({library(brms); library(jsonlite)})
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
out <- commandArgs(TRUE); out <- if (length(out)) out[1] else file.path(home, "smooths.json")
d <- head(read.csv(file.path(home, "data", "kinds.csv")), 60)
new <- d[c(3, 11, 29, 41), ]; new$x <- c(-2, 0, 0.4, 3); new$z <- c(1, -1, 0.3, 2)
formulas <- c(
  "y ~ s(x)", "y ~ s(x, k = 5) + z", "y ~ s(x, z)", "y ~ s(x, z, k = 12)", "y ~ s(x, by = z, k = 5)", "y ~ s(x, by = fa, k = 5)",
  "y ~ s(x, by = lg, k = 4)", "y ~ s(x, k = 5, fx = TRUE)", "y ~ s(x, m = 1, k = 6)", "y ~ s(x, m = 3, k = 7)", "y ~ s(log(x + 9), k = 5)",
  "y ~ s(x, k = 4) + s(z, k = 5)", "y ~ s(m, k = 3)", "y ~ s(x, z, Z9, k = 15)", "y ~ 0 + s(x, k = 2)")
columns <- function(s) lapply(s[grepl("^(Xs|Zs_|knots_|nb_|Ks)", names(s))], function(v) if (is.matrix(v)) unname(v) else I(as.vector(v)))
facts <- lapply(formulas, function(text) {
  f <- eval(parse(text = text))
  fit <- suppressWarnings(brm(f, d, empty = TRUE))
  p <- as.data.frame(fit$prior)
  list(formula = text, coefs = I(p$coef[p$class == "b" & p$coef != ""]), smooths = I(p$coef[p$class == "sds" & p$coef != ""]),
       fitted = columns(standata(fit)), new = columns(standata(fit, newdata = new)))
})
write_json(list(rows = 60, new = lapply(new[c("x", "z", "fa", "lg", "m", "Z9")], I), cases = facts), out, digits = NA, auto_unbox = TRUE)
