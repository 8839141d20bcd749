# What brms says of model calls: its priors, its data, its program or its refusal.
#
#   Rscript take.R CASES.json DATA_DIR OUT_DIR
#
# CASES.json: a list of cases (see README.md). OUT_DIR gets ID.json for each. It holds the program
# of brms as well, which take.py evaluates and forgets: no program of brms is ever stored here.

suppressMessages(library(brms))
arguments <- commandArgs(TRUE)
cases <- jsonlite::read_json(arguments[1])
data_dir <- arguments[2]
out_dir <- arguments[3]

or_else <- function(x, other) if (is.null(x)) other else x

typed <- function(column, spec) {
  levels <- unlist(spec$levels)
  switch(spec$kind,
    factor = factor(as.character(column), levels = levels),
    ordered = factor(as.character(column), levels = levels, ordered = TRUE),
    logical = as.logical(column),
    character = as.character(column),
    stop("unknown kind of column: ", spec$kind)
  )
}

data_of <- function(case) {
  data <- read.csv(file.path(data_dir, paste0(case$data, ".csv")))
  for (name in names(case$columns)) data[[name]] <- typed(data[[name]], case$columns[[name]])
  if (!is.null(case$rows)) data <- head(data, case$rows)
  data
}

data2_of <- function(case) {
  lapply(case$data2, function(name) {
    as.matrix(read.csv(file.path(data_dir, paste0(name, ".csv")), row.names = 1, check.names = FALSE))
  })
}

priors_of <- function(case) {
  if (!length(case$prior)) return(NULL)
  do.call(c, lapply(case$prior, function(text) eval(parse(text = text))))
}

stanvars_of <- function(case) {
  if (!length(case$stanvars)) return(NULL)
  do.call(c, lapply(case$stanvars, function(text) eval(parse(text = text))))
}

rows_of <- function(prior) {
  prior <- as.data.frame(prior)
  prior[is.na(prior)] <- ""
  prior[["prior"]] <- as.character(prior[["prior"]])
  rownames(prior) <- NULL
  prior
}

plain <- function(x) {
  attributes(x) <- list(dim = dim(x))
  x
}

facts_of <- function(case) {
  formula <- eval(parse(text = case$formula))
  family <- eval(parse(text = case$family))
  data <- data_of(case)
  data2 <- data2_of(case)
  stanvars <- stanvars_of(case)
  sample_prior <- or_else(case$sample_prior, "no")
  offered <- get_prior(formula, data = data, family = family, data2 = data2, stanvars = stanvars)
  prior <- priors_of(case)
  program <- make_stancode(
    formula, data = data, family = family, prior = prior, data2 = data2, sample_prior = sample_prior,
    stanvars = stanvars
  )
  standata <- make_standata(
    formula, data = data, family = family, prior = prior, data2 = data2, sample_prior = sample_prior,
    stanvars = stanvars
  )
  used <- validate_prior(
    prior, formula, data = data, family = family, data2 = data2, sample_prior = sample_prior,
    stanvars = stanvars
  )
  list(
    get_prior = rows_of(offered), used_prior = rows_of(used),
    standata = lapply(unclass(standata), plain), program = as.character(program)
  )
}

for (case in cases) {
  heard <- character()
  facts <- withCallingHandlers(
    tryCatch(facts_of(case), error = function(e) list(error = conditionMessage(e))),
    warning = function(w) {
      heard <<- c(heard, conditionMessage(w))
      invokeRestart("muffleWarning")
    },
    message = function(m) invokeRestart("muffleMessage")
  )
  if (length(heard)) facts$warnings <- I(unique(heard))
  path <- file.path(out_dir, paste0(case$id, ".json"))
  jsonlite::write_json(facts, path, auto_unbox = TRUE, digits = NA, na = "string")
}
