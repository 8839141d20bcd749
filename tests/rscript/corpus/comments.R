#!/usr/bin/env Rscript
# Title of the analysis

library(brms) # models

# About x:
x <- c(
  1, # the first
  2  # the second
)


# The end.
