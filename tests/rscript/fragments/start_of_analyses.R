library(dplyr)
library(tidyr)
acc <- 7
nm <- "acc"
d <- data.frame(g = c(1, 1, 2, 2), x = c(2.5, 4, -1, 3))
w <- data.frame(brand = factor(rep(c("lo", "mid", "hi", "mid"), 4), levels = c("lo", "mid", "hi")), s = rep(c("f", "m", "m"), length.out = 16), k = c(1.2, -0.4, 0.9, 2.2, 0.1, -1.3, 0.6, 0.8, -0.7, 1.9, 0.3, -0.2, 1.1, 0.5, -1.8, 0.4), n = rep(1:4, each = 4))
w$size <- 2 + as.integer(w$brand) + c(0.3, -0.8, 1.1, 0.2, -0.5, 0.9, -1.2, 0.4, 0.1, 0.7, -0.3, -0.9, 1.4, 0.6, -0.6, 0.2)
