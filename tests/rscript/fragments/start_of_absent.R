suppressMessages({library(dplyr); library(tidyr)})
d <- data.frame(id = 1:6, x = c(2.5, NA, -1, 4, 0, 3.25), i = c(3L, 1L, 4L, 1L, 5L, 9L), g = factor(c("lo", "hi", NA, "lo", "mid", "hi"), levels = c("lo", "mid", "hi", "top")), s = c("b", "A", NA, "a", "Zoe", "b"), ok = c(TRUE, FALSE, NA, TRUE, TRUE, FALSE), stringsAsFactors = FALSE)
e <- data.frame(s = c("b", "a", "b", "q"), w = c(1.5, 2.5, NA, 4))
