suppressMessages({library(dplyr); library(tidyr); library(forcats)})
to <- c(a = "A", b = "B"); d <- tibble(x = c("a", "b", "c"), y = 1:3, g = c("u", "v", "u"))
