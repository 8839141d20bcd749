# What R's variables are after the fragments of tests/rscript/corpus that need neither files nor fits, and
# what random expressions are: Rscript rscript.R > rscript.json (in this folder).
suppressMessages({library(jsonlite); library(dplyr); library(tibble); library(tidyr); library(stringr)})
names_ <- c("applies", "arithmetic", "assignments", "catching", "closures", "clusters_and_labels", "comments", "control", "copies", "dataframes", "densities", "functions", "further_arguments",
  "joins", "lazydefaults", "linear_models", "logic", "loops_over_vectors", "matrices", "meaning_factors",
  "meaning_lists", "meaning_missing", "meaning_order", "meaning_parts", "meaning_reshape", "meaning_text", "output", "random",
  "random_components", "rowwise", "sequences", "tibbles", "vectors")
plain <- function(v) {
  if (is.data.frame(v)) return(lapply(as.list(v), plain))
  if (is.factor(v)) return(as.character(v))
  if (is.matrix(v)) return(list(matrix = unname(apply(v, 1, as.numeric, simplify = FALSE))))
  if (is.numeric(v)) return(as.numeric(v))
  if (is.character(v) || is.logical(v)) return(unname(v))
  NULL
}
values <- list()
for (name in names_) {
  scope <- new.env()
  utils::capture.output(suppressMessages(source(file.path("..", "rscript", "corpus", paste0(name, ".R")), local = scope)))
  found <- lapply(mget(ls(scope, all.names = TRUE), envir = scope), plain)
  values[[name]] <- found[!vapply(found, is.null, TRUE)]
}
expressions <- readLines("rscript_expressions.txt")
x <- c(1, 2.5, -3); y <- c(4, 0.5, 2); n <- 3; b <- c(TRUE, FALSE, TRUE)
answers <- lapply(expressions, function(e) suppressWarnings(eval(parse(text = e))))
cat(toJSON(list(values = values, answers = lapply(answers, plain)), digits = I(17), na = "string", null = "null"))
