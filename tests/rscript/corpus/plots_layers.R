d <- data.frame(g = c("a", "a", "a", "b", "b", "b"), x = c(1, 2, 3, 1, 2, 3), y = c(2, 3, 5, 1, 4, 6))
d$lo <- d$y - 1
d$hi <- d$y + 1
ggplot(d, aes(x = g, y = y)) + geom_violin() + geom_hline(yintercept = 3, linetype = "dashed", color = "red")
ggplot(d, aes(g, y, fill = g)) + geom_boxplot() + ylim(0, 8)
ggplot(d, aes(x, y, color = g)) + geom_ribbon(aes(ymin = lo, ymax = hi), alpha = 0.2, color = NA) + geom_line()
ggplot(d) + geom_histogram(aes(lo), alpha = 0.3) + geom_histogram(aes(exp(hi)), alpha = 0.3) + geom_vline(xintercept = 2)
