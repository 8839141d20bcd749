noise <- function(n) rnorm(n, 0, 0.1)
x <- noise(3) + 1
