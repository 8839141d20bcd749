library(forcats)
