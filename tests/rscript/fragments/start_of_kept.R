library(dplyr)
library(tibble)
d <- data.frame(g = c("b", "a", "b", "c"), x = c(2.5, NA, 1/3, 7), i = c(3L, 100000L, 1L, NA), ok = c(TRUE, NA, FALSE, TRUE), stringsAsFactors = FALSE)
d$f <- factor(c("lo", NA, "hi", "lo"), levels = c("lo", "hi"))
d$day <- as.Date("2024-02-28") + 0:3
