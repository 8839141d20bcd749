# What R gives for the expressions of tests/r/hostile.txt after statements that make hostile frames.
# Rscript hostile.R asked.json answers.json (tests/r/test_hostile_frames.py calls it so).
suppressMessages({library(jsonlite); library(purrr); library(stringr); library(tidyr); library(dplyr)})
given <- commandArgs(TRUE)
cells <- function(v) if (is.numeric(v)) lapply(unname(as.numeric(v)), function(x) if (is.na(x)) NULL else if (is.infinite(x)) as.character(x) else x) else
  lapply(unname(as.vector(v)), function(x) if (is.na(x)) NULL else x)
plain <- function(v) {
  if (is.data.frame(v)) return(list(frame = lapply(unname(as.list(v)), function(column) plain(unname(column))), columns = as.list(names(v)), rows = nrow(v)))
  if (is.factor(v)) return(list(factor = as.list(as.character(v)), levels = as.list(levels(v))))
  if (inherits(v, "Date")) return(list(dates = as.list(as.character(v))))
  if (inherits(v, "difftime")) return(list(values = cells(as.numeric(v, units = "days"))))
  if (is.matrix(v) || (inherits(v, "table") && length(dim(v)) == 2)) return(list(matrix = lapply(seq_len(nrow(v)), function(i) cells(unclass(v)[i, ]))))
  if (is.null(v)) return(list(null = TRUE))
  if (is.list(v)) return(list(list = lapply(unname(v), plain)))
  if (!is.atomic(v)) return(list(other = TRUE))
  if (inherits(v, "table")) v <- c(v)
  if (is.null(names(v))) list(values = cells(v)) else list(values = cells(v), names = as.list(names(v)))
}
asked <- fromJSON(given[1], simplifyVector = FALSE)
answers <- lapply(asked$starts, function(start) {
  base <- new.env(parent = globalenv())
  suppressMessages(eval(parse(text = start), base))
  lapply(asked$expressions, function(text) {
    scope <- list2env(as.list(base), parent = globalenv())
    suppressWarnings(suppressMessages(tryCatch(plain(eval(parse(text = text), scope)), error = function(e) list(error = conditionMessage(e)))))
  })
})
writeLines(toJSON(answers, digits = I(15), na = "null", null = "null", auto_unbox = TRUE), given[2])
