# What R gives for the fragments of a file of tests/rscript/fragments: the value of out, what is printed, or the error.
# Rscript fragments.R start.R fragments.R answers.json (python -m tests.rscript.fragment_files calls it so).
suppressMessages(library(jsonlite))
given <- commandArgs(TRUE)
cells <- function(v) if (is.numeric(v)) lapply(unname(as.numeric(v)), function(x) if (is.na(x)) NULL else if (is.infinite(x)) as.character(x) else x) else
  lapply(unname(as.vector(v)), function(x) if (is.na(x)) NULL else x)
plain <- function(v) {
  if (is.data.frame(v)) {
    r <- list(frame = lapply(unname(as.list(v)), function(column) plain(unname(column))), columns = as.list(names(v)), rows = nrow(v))
    if (.row_names_info(v) > 0 && is.character(attr(v, "row.names"))) r$rownames <- as.list(row.names(v))
    return(r)
  }
  if (is.factor(v)) return(list(factor = as.list(as.character(v)), levels = as.list(levels(v))))
  if (inherits(v, "Date")) return(list(dates = as.list(as.character(v))))
  if (inherits(v, "difftime")) return(list(values = cells(as.numeric(v, units = "days"))))
  if (length(dim(v)) == 2 && is.atomic(v)) { 
    u <- unclass(v); r <- list(matrix = lapply(seq_len(nrow(u)), function(i) cells(u[i, ])))
    if (!is.null(rownames(u))) r$rownames <- as.list(rownames(u))
    if (!is.null(colnames(u))) r$colnames <- as.list(colnames(u))
    return(r) }
  if (length(dim(v)) > 2 && is.atomic(v)) return(list(array = cells(c(v)), dim = as.list(dim(v))))
  if (is.null(v)) return(list(null = TRUE))
  if (is.function(v)) return(list(other = TRUE))
  if (is.list(v)) { r <- list(list = lapply(unname(as.list(unclass(v))), plain)); if (!is.null(names(v))) r$names <- as.list(names(v)); return(r) }
  if (!is.atomic(v)) return(list(other = TRUE))
  n <- names(v); v <- as.vector(v)
  if (is.null(n)) list(values = cells(v)) else list(values = cells(v), names = as.list(n))
}
start <- paste(readLines(given[1]), collapse = "\n")
lines <- sub("^#.*", "", readLines(given[2]))
blocks <- tapply(lines, cumsum(lines == ""), function(b) paste(b[b != ""], collapse = "\n"))
blocks <- blocks[nzchar(blocks)]
answers <- lapply(unname(blocks), function(text) {
  scope <- new.env(parent = globalenv())
  suppressMessages(eval(parse(text = start), scope))
  printed <- utils::capture.output(r <- suppressWarnings(suppressMessages(tryCatch({ e <- parse(text = text); for (x in e) { v <- withVisible(eval(x, scope)); if (v$visible) print(v$value) }; plain(scope$out) }, error = function(e) list(error = conditionMessage(e), call = paste(deparse(conditionCall(e)), collapse = " "))))))
  list(text = text, value = r, printed = as.list(printed))
})
writeLines(toJSON(answers, digits = I(15), na = "null", null = "null", auto_unbox = TRUE), given[3])
