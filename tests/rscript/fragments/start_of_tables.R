library(brms)
library(dplyr)
library(tidyr)
library(tibble)
