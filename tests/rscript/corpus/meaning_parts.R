# Assignment into parts.
d <- data.frame(a = 1:3, b = c("u", "v", "w"))
names(d)[2] <- "z"
d[["w"]] <- 1
d[["w"]][1] <- 2
d$a[d$a > 1] <- 0.5
d[2, "z"] <- "new"
d[4, ] <- list(9, "q", 9)
x <- c()
for (i in 1:3) x <- c(x, i^2)
whole <- 1:3
whole[2] <- 1.5
long <- 1
long[3] <- 5
out <- NULL
for (k in 1:2) out <- rbind(out, data.frame(k = k, v = k * 10))
n <- c(a = 1, b = 2)
n[["b"]] <- 5
n["c"] <- 7
picked <- n[c("c", "a")]
without <- d[-1, ]
second <- d[[2]]
l <- list()
l[["one"]] <- 1
l$two <- "b"
first <- l[["one"]]
how_many <- length(l)
copy <- d
copy$a <- 0
untouched <- d$a
