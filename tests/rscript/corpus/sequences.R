i <- 1:10
down <- 5:1
n <- 6
to_n <- 1:n
s <- seq(0, 1, by = 0.25)
even <- seq(2, 10, by = 2)
grid <- seq(-2, 2, length.out = 50)
k <- seq_len(n)
along <- seq_along(s)
r <- rep(c("a", "b"), times = 3)
e <- rep(c(1, 2), each = 2)
same <- rep(0, 5)
