m <- matrix(c(1, 2, 3, 4, 5, 6), nrow = 2)
byrow <- matrix(1:6, ncol = 3, byrow = TRUE)
m[1, 2]
m[, 1]
m[2, ]
flat <- c(m)
rows <- c(t(m))
p <- m %*% t(m)
dim(m)
