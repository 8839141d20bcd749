suppressMessages({
library(dplyr)
library(tidyr)
})
d <- data.frame(id = 1:12, y = c(2.1, NA, 1.9, 5.2, 4.4, 6.1, 2.8, 3.3, 7.0, NA, 4.9, 6.3), x = c(1, 2, 1.5, 3, NA, 4, 1.2, 2.1, 4.4, 3.1, 2.9, 3.8), g = factor(rep(c("a", "b", "c"), each = 4)), b = c(0, 1, 0, 1, 1, 1, 0, NA, 1, 1, 0, 1), n = c(3, 5, 2, 8, 7, 9, 4, 4, 12, 6, 7, 10), s = c("m", "f", NA, "f", "m", "f", "m", "f", "m", "f", "m", "f"), w = c(1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2), stringsAsFactors = FALSE)
fit <- lm(y ~ x + g, d)
