# What R prints for prior tables at width 80: Rscript prior_tables.R > prior_tables.json
suppressMessages({library(brms); library(jsonlite)})
options(width = 80)
d <- read.csv("data/sim.csv")
two <- suppressMessages(mixture(gaussian, gaussian))
shown <- function(x) paste(capture.output(print(x)), collapse = "\n")
get <- function(...) get_prior(..., data = d)
facts <- list(
  list(call = "get_prior('y ~ 1', two)", shown = shown(get(y ~ 1, family = two))),
  list(call = "get_prior('y ~ x + f', two)", shown = shown(get(y ~ x + f, family = two))),
  list(call = "get_prior('y ~ x + (1 + x | g) + (1 | h)', two)",
       shown = shown(get(y ~ x + (1 + x | g) + (1 | h), family = two))),
  list(call = "get_prior('bf(y ~ x, theta1 ~ z, sigma2 ~ 1)', two)",
       shown = shown(get(bf(y ~ x, theta1 ~ z, sigma2 ~ 1), family = two))),
  list(call = "get_prior('pos ~ x', 'shifted_lognormal')",
       shown = shown(get(pos ~ x, family = shifted_lognormal()))),
  list(call = "get_prior('y ~ x', two)[0]", shown = shown(get(y ~ x, family = two)[1, ])),
  list(call = "get_prior('y ~ x', two)[2]", shown = shown(get(y ~ x, family = two)[3, ])),
  list(call = "get_prior('y ~ x', two)[4]", shown = shown(get(y ~ x, family = two)[5, ])),
  list(call = "get_prior('y ~ x', two)[2:4]", shown = shown(get(y ~ x, family = two)[3:4, ])),
  list(call = "pm.set_prior('normal(0, 1)', lb=0)", shown = shown(set_prior("normal(0, 1)", lb = 0))),
  list(call = "pm.set_prior('normal(0,1)', 'sd', group='g', coef='x', dpar='mu1')",
       shown = shown(set_prior("normal(0,1)", "sd", group = "g", coef = "x", dpar = "mu1"))),
  list(call = "pm.prior('normal(0,1)') + pm.set_prior('normal(0,1)', dpar='mu1', lb=0)",
       shown = shown(prior(normal(0,1)) + set_prior("normal(0,1)", dpar = "mu1", lb = 0))),
  list(call = "table('set_prior(\"normal(0,1)\", coef = c(\"x\", \"z\"))')",
       shown = shown(set_prior("normal(0,1)", coef = c("x", "z")))),
  list(call = "used('y ~ x + z + (1 | g)', 'set_prior(\"normal(0,1)\", dpar = \"mu1\", lb = 0)')",
       shown = shown(validate_prior(set_prior("normal(0,1)", dpar = "mu1", lb = 0),
                                    y ~ x + z + (1 | g), d, two))),
  list(call = "used('y ~ x + (1 + x | g)', 'prior(lkj(3), cor) + prior(normal(1, 2), coef = x, dpar = mu2)')",
       shown = shown(validate_prior(prior(lkj(3), cor) + prior(normal(1, 2), coef = x, dpar = mu2),
                                    y ~ x + (1 + x | g), d, two)))
)
cat(toJSON(facts, auto_unbox = TRUE, pretty = TRUE))
