library(tibble)

d <- tibble(
  x = c(1, 2, 3),
  y = x^2, # of the column before
  z = y - x
)
