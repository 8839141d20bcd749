library(dplyr)
library(tidyr)
library(tibble)
library(purrr)
d <- data.frame(x = c(1, 2, 3, 5), g = c("a", "a", "b", "b"))
k <- 4
