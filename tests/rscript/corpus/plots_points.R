library(ggplot2)
d <- read.csv("d.csv")
p <- ggplot(d, aes(x = x, y = y, colour = g)) +
  geom_point(size = 2) +
  geom_line()
d %>% ggplot(aes(x)) + geom_density() + facet_wrap(~g) + ggtitle("By group")
ggplot(d, aes(x, y)) + geom_point() + facet_wrap(~g)
