library(dplyr)
d <- data.frame(a = c(1, 1, 2, 2, 2), b = c(3, 4, 5, 5, 3), g = c("u", "v", "u", "v", "u"))
w <- "b"
