library(dplyr)
d <- data.frame(a = c(1, 5), b = c(4, 2))
best <- d %>%
  rowwise() %>%
  mutate(
    top = max(a, b),
    which_one = which.max(c(a, b))
  ) %>%
  ungroup()
