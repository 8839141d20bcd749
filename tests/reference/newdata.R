# What brms says of new data that do not fit the model. Rscript newdata.R [FILE]
suppressMessages({library(brms); library(jsonlite)})
out <- commandArgs(trailingOnly = TRUE); out <- if (length(out)) out[1] else "newdata.json"
home <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
d <- read.csv(file.path(home, "fits", "data.csv"))
formula <- "y ~ x + f + (1 | g) + (1 | g:h)"
fit <- brm(eval(parse(text = formula)), d, empty = TRUE)
# Values by column; NULL leaves the column out.
changes <- list(
  none = list(), new_level = list(f = "zz"), new_levels = list(f = c("zz", "green", "yy")), new_group = list(g = "zz"),
  new_groups = list(g = c("zz", "g01", "yy")), new_interaction = list(h = "zz"), no_predictor = list(x = NULL),
  no_factor = list(f = NULL), no_group = list(g = NULL), no_two = list(x = NULL, g = NULL), text_for_number = list(x = "a"),
  no_response = list(y = NULL), text_response = list(y = "a"))
asked <- function(change, response) {
  n <- d[1:3, ]
  for (name in names(change)) n[[name]] <- change[[name]]
  tryCatch({brms:::validate_newdata(n, fit, check_response = response); ""}, error = function(e) conditionMessage(e))
}
told <- lapply(changes, function(change) list(
  change = lapply(change, function(v) if (is.null(v)) NULL else I(v)), error = asked(change, FALSE), error_with_response = asked(change, TRUE)))
for (n in names(changes)) for (v in names(changes[[n]])) if (is.null(changes[[n]][[v]])) told[[n]]$change[v] <- list(NULL)
write_json(list(formula = formula, cases = told), out, auto_unbox = TRUE, null = "null")
