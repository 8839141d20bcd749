x <- c(10, 20, 30, 40)
first <- x[1]
some <- x[2:3]
picked <- x[c(1, 4)]
without <- x[-1]
but_third <- x[-3]
large <- x[x > 15]
n <- length(x)
last <- x[n]
x[2] <- 25
named <- c(a = 1, b = 2)
named[["a"]]
named["b"]
backwards <- rev(sort(x))
highest <- which.max(x)
best <- x[which.max(x)]
