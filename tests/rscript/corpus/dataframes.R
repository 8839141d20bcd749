d <- data.frame(id = 1:4, y = c(2.1, 3.4, 1.9, 5), g = c("a", "b", "a", "b"))
d$z <- d$y * 2
d$g <- factor(d$g)
d[["w"]] <- d$z - 1
nrow(d)
ncol(d)
names(d)
head(d, 2)
d[1:2, ]
d[d$y > 2, ]
d[, "y"]
d[d$g == "a", c("id", "y")]
d$y[3]
d$y[2] <- 9
d[d$y > 5, "y"] <- 5
mean(d$y)
one <- data.frame(x = 0, z = 0.5)
