d <- data.frame(n = c(3, 1, 2), g = c("u", "v", "u"), p = 1:3 + 0)
v <- c("p", "n")
