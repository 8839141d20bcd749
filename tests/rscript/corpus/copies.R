# R copies what it assigns and what it hands to functions.
x <- c(1, 2, 3)
y <- x
part <- x[2:3]
x[2] <- 20
zeroed <- function(v) {
  v[1] <- 0
  v
}
z <- zeroed(x)
d <- data.frame(a = c(1, 2))
e <- d
d$a[1] <- 9
col <- d$a
d$a <- d$a + 1
