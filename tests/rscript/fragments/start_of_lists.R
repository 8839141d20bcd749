library(purrr)
