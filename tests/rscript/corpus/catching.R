# Errors and warnings of blocks are caught where they happen.
safe <- function(x) {
  out <- tryCatch({
    if (any(x <= 0)) stop("not positive")
    steps <- log(x)
    sum(steps)
  }, error = function(e) {
    NA_real_
  }, finally = {
    done <- TRUE
  })
  out
}
good <- safe(c(1, exp(1)))
bad <- safe(-1)
kept <- c()
for (i in 1:4) {
  value <- tryCatch({
    if (i %% 2 == 0) stop("even: ", i)
    i * 10
  }, error = function(e) {
    told <- conditionMessage(e)
    nchar(told)
  })
  if (i == 4) next
  kept <- c(kept, value)
}
tryCatch({
  seen <- 1
  stop("after the first")
  seen <- 2
}, error = function(e) NULL)
warned <- tryCatch({
  warning("careful")
  1
}, warning = function(w) conditionMessage(w), error = function(e) "error")
tried <- try(stop("no"), silent = TRUE)
failed <- inherits(tried, "try-error")
tried <- NULL
fine <- try({
  a <- 1
  a + 1
}, silent = TRUE)
worked <- !inherits(fine, "try-error")
