# The variables that the scripts of tests/rscript/real leave in R, as far as no sampler is asked: brm() stops here, and a
# statement that stops is taken back as a whole (variables and random numbers).
# Rscript rscript_real.R ../rscript/real rscript_real.json
suppressMessages(for (p in c("jsonlite", "brms", "tibble", "stringr", "readr", "purrr", "tidyr", "ggplot2", "dplyr")) library(p, character.only = TRUE))
given <- commandArgs(TRUE)
given <- c(normalizePath(given[1]), file.path(getwd(), given[2]))
replaced <- function(name, package, value) {
  for (place in list(asNamespace(package), if (paste0("package:", package) %in% search()) as.environment(paste0("package:", package)))) {
    if (is.null(place)) next
    unlockBinding(name, place)
    assign(name, value, place)
  }
}
replaced("brm", "brms", function(...) stop("nothing is fitted here"))
# Packages that need not be there; their functions do this for the arguments in the scripts.
here <- function(...) file.path(...)
replaced("detectCores", "parallel", function(...) 2L)
commandArgs <- function(...) character()
quit <- q <- function(...) invisible()  # it would end the process before the answer
numbers <- function(v) lapply(unname(as.numeric(v)), function(x) if (is.na(x)) NULL else if (is.infinite(x)) as.character(x) else x)
plain <- function(v) {
  if (is.function(v) || is.environment(v) || inherits(v, c("brmsformula", "bform", "family", "gg", "stanvars", "lm", "summary.lm", "summary.glm", "condition", "brmsmodel", "rvar", "POSIXct", "difftime"))) return(NULL)
  if (is.list(v) && all(c("mfrow", "mar") %in% names(v))) return(NULL)  # settings of pictures
  if (inherits(v, "brmsprior")) return(list(priors = lapply(unclass(v)[c("prior", "class", "coef", "group", "resp", "dpar", "nlpar")], as.list)))
  if (is.data.frame(v)) return(list(frame = lapply(as.list(v), function(column) plain(unname(column))), columns = as.list(names(v))))
  if (is.factor(v)) return(list(factor = as.list(as.character(v)), levels = as.list(levels(v))))
  if (is.matrix(v) && is.atomic(v)) return(list(matrix = lapply(seq_len(nrow(v)), function(i) if (is.character(v)) as.list(unname(v[i, ])) else numbers(v[i, ]))))
  if (is.list(v) && !is.null(dim(v))) return(NULL)  # a matrix whose cells are vectors
  if (is.null(v)) return(list(null = TRUE))
  if (is.list(v)) return(list(list = lapply(unname(v), plain), names = as.list(names(v))))
  if (!is.atomic(v)) return(NULL)
  values <- if (is.numeric(v)) numbers(v) else lapply(unname(as.vector(v)), function(x) if (is.na(x)) NULL else x)
  list(values = values)
}
# Variables that have a value; what a fit was needed for must not be taken for a function of R of the same name.
alive <- function(scope) {
  found <- lapply(setNames(nm = ls(scope)), function(name) tryCatch(list(get(name, scope)), error = function(e) NULL))
  lapply(found[lengths(found) > 0], `[[`, 1)
}
root <- function(statement) {
  if (!is.call(statement) || !as.character(statement[[1]])[1] %in% c("<-", "=")) return(character())
  all.names(statement[[2]], functions = FALSE)[1]
}
# One process for each script: packages that one script attaches must not mask the verbs of the next.
answer <- function(file) {
  scope <- new.env(parent = globalenv())
  folder <- tempfile(); dir.create(folder); setwd(folder)
  file.copy(file.path(given[1], "helpers"), ".", recursive = TRUE)  # scripts that others source()
  done <- logical()
  set.seed(1)
  for (statement in as.list(parse(file, encoding = "UTF-8"))) {
    before <- alive(scope)
    seed <- get(".Random.seed", globalenv())
    ran <- suppressWarnings(suppressMessages(tryCatch({
      capture.output(eval(statement, scope)); TRUE
    }, error = function(e) FALSE)))
    if (!ran) {
      lost <- union(setdiff(ls(scope), names(before)), root(statement))
      rm(list = ls(scope), envir = scope)
      list2env(before, scope)
      for (name in setdiff(lost, names(before))) delayedAssign(name, stop("this was not made"), assign.env = scope)
      assign(".Random.seed", seed, globalenv())
    }
    done <- c(done, ran)
  }
  values <- lapply(alive(scope), plain)
  values <- values[!vapply(values, is.null, TRUE)]
  list(ran = as.list(done), values = values[order(names(values))])
}
answers <- list()
for (file in sort(list.files(given[1], "[.]R$", full.names = TRUE))) {
  answers[[basename(file)]] <- parallel::mccollect(parallel::mcparallel(answer(file)))[[1]]
}
writeLines(toJSON(answers, digits = I(15), na = "null", null = "null", auto_unbox = TRUE), given[2])
