# The programs of mixture(f, f), y ~ 1, for each family and link named on standard input, as JSON.
# They are read by family_densities.py, evaluated and thrown away.
suppressMessages({
  library(brms)
  library(jsonlite)
})
asked <- fromJSON(file("stdin"), simplifyVector = FALSE)
program <- function(a) {
  family <- brmsfamily(a$family, a$link)
  data <- data.frame(y = unlist(a$y), n = 20, dec = rep(0:1, length.out = length(a$y)), denom = 2)
  adds <- if (nzchar(a$adds)) paste("|", a$adds) else ""
  # A parameter that brms would transform by the data (xi), or hold at 1 (disc), is predicted.
  free <- lapply(unlist(a$predicted), function(d) as.formula(paste(d, "~ 1")))
  formula <- do.call(bf, c(list(as.formula(paste("y", adds, "~ 1"))), free))
  suppressMessages(as.character(make_stancode(
    formula, data = data,
    family = mixture(family, family, order = "none")
  )))
}
cat(toJSON(lapply(asked, program), auto_unbox = TRUE))
