# What brms's update() makes of formulas. Rscript updates.R [FILE]
suppressMessages({library(brms); library(jsonlite)})
out <- commandArgs(trailingOnly = TRUE); out <- if (length(out)) out[1] else "updates.json"
pairs <- list(
  c("bf(y ~ x + (1 | g))", "~ . + z"), c("bf(y ~ x + (1 | g))", ". ~ . - x"), c("bf(y ~ x + (1 | g))", ". ~ . - (1 | g)"),
  c("bf(y ~ x + (1 | g))", "log(y) ~ ."), c("bf(y ~ x + (1 | g), sigma1 ~ x, theta1 = 1)", "~ . + z"),
  c("bf(y ~ x + (1 | g), sigma1 ~ x)", "bf(. ~ . + z, sigma2 ~ z)"), c("bf(y ~ x + (1 | g), sigma1 ~ x)", "bf(. ~ . + z, sigma1 ~ z)"),
  c("bf(y | weights(w) ~ x * z)", ". ~ . - x:z"), c("bf(y ~ x)", "y ~ w"), c("bf(y ~ 0 + x + I(x^2))", "~ . + (1 | g)"),
  c("bf(y ~ x + z)", "~ . - 1"), c("bf(y ~ x + z)", "~ . * f"), c("bf(y ~ 1)", "~ . + f"), c("bf(y ~ x)", ". ~ 1"),
  c("bf(y ~ x + (1 | ID | g) + (0 + x || h))", "~ . + f"), c("bf(y ~ x + z)", "~ . + x - z"), c("bf(y ~ x)", "log(.) ~ . + x2"),
  c("bf(y ~ x)", "~ . - x"), c("bf(y ~ x - 1)", "~ . + z + 1"))
shown <- function(p) capture.output(print(suppressMessages(update(eval(parse(text = p[1])), eval(parse(text = p[2]))))))
write_json(list(formulas = lapply(pairs, function(p) list(old = p[1], new = p[2], print = shown(p)))), out, auto_unbox = TRUE)
