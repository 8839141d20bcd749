d <- data.frame(g = c("b", "a", "b", "c"), f = factor(c("lo", NA, "hi", "lo"), levels = c("lo", "hi", "no")), x = c(1, 2, NA, 4), w = c(2L, 3L, 1L, 5L))
