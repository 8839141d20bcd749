x <- c(1, 2, 3)
y <- 2 * x^2 - x / 3 + 7 %% 4 - 7 %/% 2
z <- -x[1] + (y[2] - 1) * 2
m <- sqrt(mean(x)^2 + sd(x)^2)
total <- sum(x, y)
largest <- max(3, 4)
rounded <- round(y, 2)
up <- exp(log(x)) + log(8, 2) + abs(-1)
