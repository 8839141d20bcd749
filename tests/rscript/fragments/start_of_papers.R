suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
  library(purrr)
  library(lubridate)
})
dat <- data.frame(id = rep(1:2, each = 4), x = c(3, 1, 4, 1, 5, 9, 2, 6))
born <- ymd(c("1940-02-29", "1950-07-01", "2000-01-31"))
seen <- ymd("2019-03-01")
