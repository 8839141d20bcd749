suppressMessages({library(data.table); library(dplyr)})
