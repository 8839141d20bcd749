suppressMessages(library(tidyverse))
library(modelr)
d <- tibble(g = c(1, 1, 2, 2, 2), h = c("a", "b", "a", "a", "b"), x = c(5.5, 4, 3, 2, 1))
gd <- group_by(d, g)
n <- gd[, c("g", "x")]
