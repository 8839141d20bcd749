library(stats)
