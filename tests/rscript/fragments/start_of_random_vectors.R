library(posterior)
v <- rvar(array(c(1, 4, 2, 8, 5, 7, 3, 3, 9, 6, 1, 2, 2, 5, 4, 0, 3, 3, 7, 1), dim = c(5, 4)))
m <- rvar(array(sin(1:60), dim = c(5, 4, 3)))
two <- rvar(array(cos(1:24), dim = c(4, 2, 3)), with_chains = TRUE)
