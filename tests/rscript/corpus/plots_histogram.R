library(ggplot2)
d <- read.csv("d.csv")
ggplot(d, aes(x = y)) + geom_histogram(bins = 25)
ggplot(d, aes(y, fill = factor(class))) +
  geom_histogram(alpha = 0.5) +
  labs(title = "Two classes", x = "waiting time", fill = "class") +
  theme_minimal()
