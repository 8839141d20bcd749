# A helper with defaults.
square <- function(x, power = 2) {
  # the whole of it
  x^power
}

half <- 0.5
scaled <- function(x, by = half, shift = by * 2) {
  if (by == 0) {
    stop("'by' must not be zero")
  }
  out <- x * by + shift
  return(out) # as in R
}
square(3)
scaled(4, by = 0.25)
