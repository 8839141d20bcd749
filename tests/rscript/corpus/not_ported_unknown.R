f <- function(x, i) x[i]
g <- function(...) sum(...)
k <<- 3
m <- array(1:8, c(2, 2, 2))
d <- faithful
h <- switch("a", a = 1, b = 2)
