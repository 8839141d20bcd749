library(dplyr)
limit <- 2
d <- data.frame(x = c(1, 2, 3))
above <- d %>% filter(x > limit)
e <- read.csv("more.csv")
e <- e %>% mutate(far = x > limit)
with(d, sum(x))
