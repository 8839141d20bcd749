x <- c(2, 4, 8)
out <- numeric(3)
for (i in seq_along(x)) {
  out[i] <- x[i] / sum(x)
}
out
