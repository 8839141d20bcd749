# What R's verbs give on random data frames: the R sides of tests/r/verbs.txt, for the frames of a JSON file.
# Rscript r_verbs.R ../r/verbs.txt frames.json answers.json (tests/r/test_verbs.py calls it so).
suppressMessages({library(jsonlite); library(dplyr); library(tidyr)})
given <- commandArgs(TRUE)
lines <- readLines(given[1], encoding = "UTF-8")
lines <- lines[nzchar(trimws(lines)) & !startsWith(lines, "#")]
cases <- trimws(sub("~~.*", "", lines))
cell <- function(l, na) sapply(l, function(v) if (is.null(v)) na else v)
plain <- function(v) {
  if (is.data.frame(v)) return(list(frame = lapply(as.list(v), function(column) plain(unname(column))), columns = as.list(names(v))))
  if (is.factor(v)) return(list(factor = as.list(as.character(v)), levels = as.list(levels(v))))
  if (is.matrix(v)) return(list(matrix = lapply(seq_len(nrow(v)), function(i) as.list(unname(v[i, ])))))
  if (is.null(v)) return(list(null = TRUE))
  n <- names(v)
  value <- if (is.numeric(v)) lapply(unname(as.numeric(v)), function(x) if (is.na(x)) NULL else if (is.infinite(x)) as.character(x) else x) else
    lapply(unname(as.vector(v)), function(x) if (is.na(x)) NULL else x)
  if (is.null(n)) list(kind = class(v[1])[1], values = value) else list(kind = class(unname(v)[1])[1], values = value, names = as.list(n))
}
frames <- fromJSON(given[2], simplifyVector = FALSE)
answers <- lapply(frames, function(f) {
  d <- data.frame(x = cell(f$d$x, NA_real_), i = as.integer(cell(f$d$i, NA)), b = cell(f$d$b, NA), s = cell(f$d$s, NA_character_),
    f = factor(cell(f$d$f, NA_character_), levels = unlist(f$levels)), k = cell(f$d$k, NA_character_))
  e <- data.frame(k = cell(f$e$k, NA_character_), w = cell(f$e$w, NA_real_), x = cell(f$e$x, NA_real_))
  lapply(cases, function(text) {
    scope <- list2env(list(d = d, e = e), parent = globalenv())
    suppressWarnings(suppressMessages(tryCatch(plain(eval(parse(text = text), scope)), error = function(e) list(error = conditionMessage(e)))))
  })
})
writeLines(toJSON(answers, digits = I(17), na = "null", null = "null", auto_unbox = TRUE), given[3])
