library(dplyr)
library(tibble)
library(brms)
