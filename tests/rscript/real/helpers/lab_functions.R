# functions shared by the analyses of the lab

zscore <- function(x, na.rm = TRUE) (x - mean(x, na.rm = na.rm)) / sd(x, na.rm = na.rm)

clean_trials <- function(dat, lower = 150, upper = 3000, verbose = TRUE) {
  stopifnot(is.data.frame(dat), c("rt", "id") %in% names(dat))
  keep <- dat$rt > lower & dat$rt < upper & !is.na(dat$rt)
  if (verbose) message("removed ", sum(!keep), " of ", nrow(dat), " trials (", round(100 * mean(!keep), 1), "%)")
  out <- dat[keep, , drop = FALSE]
  rownames(out) <- NULL
  out
}

build_formula <- function(outcome, predictors = character(0), group = NULL, dpar = NULL) {
  rhs <- if (length(predictors) == 0) "1" else paste(predictors, collapse = " + ")
  if (!is.null(group)) rhs <- paste0(rhs, " + (1 | ", group, ")")
  lhs <- if (is.null(dpar)) outcome else dpar
  as.formula(paste(lhs, "~", rhs))
}

tidy_fit <- function(fit, label, probs = c(0.05, 0.95)) {
  fe <- as.data.frame(fixef(fit, probs = probs))
  fe$term <- rownames(fe)
  fe$model <- label
  rownames(fe) <- NULL
  fe[, c("model", "term", setdiff(names(fe), c("model", "term")))]
}

read_or <- function(lst, key, default) {
  if (key %in% names(lst)) lst[[key]] else default
}
