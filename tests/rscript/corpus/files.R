d <- readRDS("data/study.rds")
e <- read.csv("data/semi.csv", sep = ";")
t1 <- read.delim("data/tabs.txt")
nrow(d)
