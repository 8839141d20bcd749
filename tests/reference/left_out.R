# What brms 2.18 makes of terms that look at all rows, where some rows are left out:
# Rscript tests/reference/left_out.R writes left_out.json. NA stands in the response, in the
# variable itself, or in another variable; or subset() leaves the row out.
suppressMessages(library(brms))
library(splines)
base <- data.frame(
  y = c(1, 2, 3, 4, 5, 2.5, 3, 1.5), q = c(1, 2, 30, 4, 7, 5, 9, 3),
  z = c(2, 4, 3, 1, 5, 8, 6, 7), f = c("b", "a", "c", "a", "b", "b", "a", "a"),
  g = c(1, 1, 2, 2, 1, 2, 1, 2), s = c(TRUE, TRUE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE)
)
base$o <- c(1, 2, 3, 1, 2, 3, 2, 1)
tables <- lapply(c(response = "y", itself = "q", other = "z", subset = "s"), function(n) {
  base[[n]][3] <- if (n == "s") FALSE else NA
  base
})
terms <- c(
  "scale(q)", "scale(q, scale = FALSE)", "scale(q, center = FALSE)", "scale(log(q))", "poly(q, 2)",
  "poly(q, 2, raw = TRUE)", "bs(q, df = 4)", "ns(q, df = 3)", "I(q - mean(q))",
  "I(q - mean(q, na.rm = TRUE))", "I(q - median(q))", "I(q/sd(q))", "I(q/max(q))", "I(q - min(q))",
  "I(q/sum(q))", "I(q/length(q))", "I(q/var(q))", "scale(q):z", "scale(q)*f", "log(q)",
  "as.numeric(cut(q, 3))", "as.numeric(factor(f))", "I(z * mean(q > 3))",
  "I(z * mean(q > 3, na.rm = TRUE))", "scale(q > 3)", "scale(ifelse(q > 3, q, 0))",
  "scale(as.integer(q))", "scale(!(q > 3))", "scale(q > 3 & z > 2)", "scale(!(q <= 3 & z <= 2))",
  "scale(f == \"a\")", "scale(q %in% c(1, 4))", "scale(pmin(q, 6))", "offset(scale(q))",
  "offset(q - mean(q))", "(1 + scale(q) | g)"
)
formulas <- c(
  paste("y ~", terms, "+ z"), "scale(y) ~ z", "y | weights(q / mean(q)) ~ z",
  "y | trunc(lb = min(q) - 50) ~ z", "sigma", "nl", "o ~ cs(scale(q)) + z"
)
model <- function(text, at) {
  if (text == "sigma") text <- "y ~ z, sigma ~ scale(q)"
  if (text == "nl") text <- "y ~ a * z, a ~ scale(q), nl = TRUE"
  if (at == "subset") {
    text <- sub("~", if (grepl("|", sub("~.*", "", text), fixed = TRUE)) "+ subset(s) ~" else "| subset(s) ~", text)
  }
  paste0("bf(", text, ")")
}
kept <- c("Y", "X", "X_sigma", "X_a", "C_1", "Z_1_2", "offsets", "weights", "lb", "Xcs")
found <- list()
for (text in formulas) for (at in names(tables)) {
  call <- model(text, at)
  family <- if (grepl("cs(", text, fixed = TRUE)) sratio() else gaussian()
  made <- tryCatch(
    suppressWarnings(make_standata(eval(parse(text = call)), tables[[at]], family)),
    error = function(e) conditionMessage(e)
  )
  answer <- if (is.character(made)) list(error = made) else {
    made <- made[intersect(names(made), kept)]
    lapply(made, function(x) as.vector(x)[is.finite(as.vector(x))])
  }
  found[[length(found) + 1]] <- list(call = jsonlite::unbox(call), at = jsonlite::unbox(at), answer = answer)
}
writeLines(jsonlite::toJSON(found, auto_unbox = FALSE, digits = 12, pretty = FALSE),
           "tests/reference/left_out.json")
