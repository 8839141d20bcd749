library(ggplot2)
d <- read.csv("d.csv")
p <- ggplot(d, aes(x, y)) + geom_point()
p
p + labs(title = "With a title")
