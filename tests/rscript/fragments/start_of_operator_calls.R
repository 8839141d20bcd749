library(magrittr)
library(dplyr, warn.conflicts = FALSE)
suppressMessages(library(brms))
