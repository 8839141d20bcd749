suppressMessages({
library(dplyr)
library(purrr)
library(tibble)
})
