library(data.table)
dt <- data.table(id = 1:8, g = c("b", "a", "b", "C", "a", "b", NA, "C"), x = c(2.5, NA, -1, 4, 0.5, 3.25, 7, 1.5), k = c(3L, 1L, 4L, 1L, 5L, 9L, 2L, 6L), f = factor(c("lo", "hi", "lo", "mid", "hi", "lo", "mid", "hi"), levels = c("lo", "mid", "hi")), ok = c(TRUE, FALSE, NA, TRUE, TRUE, FALSE, TRUE, FALSE))
other <- data.table(g = c("a", "b", "z"), w = c(10, 20, 30), x = c(1, 2, 3))
