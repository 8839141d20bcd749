# R's data sets that a script changes: R copies each into a variable of the script.

faithful$w <- faithful$waiting / 10
out <- mean(faithful$w)

data(faithful)
faithful$w <- faithful$waiting / 10
out <- names(faithful)

mtcars$g <- factor(mtcars$cyl)
out <- levels(mtcars$g)

names(iris)[1] <- "x"
out <- names(iris)

iris[1, 2] <- NA
out <- sum(is.na(iris))

levels(iris$Species) <- c("a", "b", "c")
out <- table(iris$Species)

for (i in 1:3) iris[i, 1] <- NA
out <- sum(is.na(iris$Sepal.Length))

for (i in 1:2) women <- rbind(women, women)
out <- nrow(women)

if (nrow(cars) > 3) cars$long <- cars$dist > 40
out <- ncol(cars)

if (nrow(cars) > 3) cars <- cars[1:3, ]
out <- nrow(cars)

f <- function() { cars$z <- cars$speed * 2; sum(cars$z) }
out <- c(f(), ncol(cars))

f <- function(n) { for (i in seq_len(n)) mtcars$mpg[i] <- 0; sum(mtcars$mpg == 0) }
out <- c(f(4), sum(mtcars$mpg == 0))

f <- function() ncol(ToothGrowth)
before <- f()
ToothGrowth$n <- 1
out <- c(before, f())

count <- function() nrow(sleep)
sleep <- sleep[sleep$group == "1", ]
out <- count()

data(women, cars)
women$v <- 1
out <- c(ncol(women), ncol(cars))

sleep[["extra"]] <- 0
out <- sum(sleep$extra)

rownames(women) <- letters[1:15]
out <- rownames(women)[2]

warpbreaks$breaks[warpbreaks$breaks > 50] <- NA
out <- sum(is.na(warpbreaks$breaks))

x <- if (TRUE) { cars$k <- 2; sum(cars$k) } else 0
out <- c(x, ncol(cars))

cars <- data.frame(a = 1:2)
cars$b <- 3
out <- sum(cars)

for (i in 1:2) { cars <- data.frame(a = i); cars$b <- i }
out <- sum(cars)

e <- structure(list(m = 2), class = "k")
before <- length(e)
length.k <- function(x) 99L
out <- c(before, length(e))

f <- function(x) format(x)
format.k <- function(x, ...) paste("k of", x$m)
out <- f(structure(list(m = 2), class = "k"))
