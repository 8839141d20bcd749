suppressMessages({library(dplyr); library(tidyr)})
format.money <- function(x, digits = 2, ...) paste0("$", round(unclass(x)$v, digits))
m <- structure(list(v = 3.14159), class = "money"); v <- c(1.23456, 2.5)
