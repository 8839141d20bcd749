# Two classes of lines, as in a simulation study.
set.seed(7)
n <- 200
theta <- 0.4
z <- rbinom(n, 1, theta) + 1
x <- rnorm(n)
mu <- c(-1, 2)
sigma <- c(0.5, 1)
y <- rnorm(n, mu[z] + x, sigma[z])
d <- data.frame(y, x, class = factor(z))
table(d$class)
