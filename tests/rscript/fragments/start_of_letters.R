library(stringr)
