f <- function(x, i) x[i]
g <- function(...) sum(...)
k <<- 3
m <- reticulated(1:8)
d <- faithful
h <- switch("a", a = 1, b = 2)
