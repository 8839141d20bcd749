# blocks as values of columns; classes of columns; arrays of several factors; versions

d <- mtcars |> mutate(z = { m <- mean(mpg); s <- sd(mpg); (mpg - m) / s }); out <- d$z

out <- mtcars |> group_by(cyl) |> summarise(q = { x <- sort(mpg); x[2] - x[1] }) |> as.data.frame()

dt <- as.data.table(mtcars); dt[, z := { m <- mean(mpg); mpg - m }, by = cyl]; out <- round(dt$z, 6)

dt <- as.data.table(mtcars); dt[, c("u", "v") := { m <- range(mpg); .(m[1], m[2]) }, by = gear]; out <- c(dt$u, dt$v)

dt <- data.table(g = c("a", "a", "b", "b"), x = c(1, 4, 2, 9)); dt[, w := { k <- diff(c(NA, x)); ((k + 1) %% 3) - 1 }, by = g]; out <- dt$w

cat("id,dob,x,f\n007,2020-01-05,1.5,b\n08,,2,a\n,2021-03-01,NA,b\n", file = "r.csv"); r <- read.csv("r.csv", colClasses = c(dob = "Date", id = "character")); out <- c(r$id, format(r$dob), sapply(r, class))

cat("id,dob,x,f\n007,2020-01-05,1.5,b\n08,,2,a\n", file = "r2.csv"); out <- read.csv("r2.csv", colClasses = c("character", "NULL", "numeric", "factor"))

cat("id,x,f\n007,1,b\n08,2,a\n", file = "r3.csv"); out <- read.csv("r3.csv", colClasses = "character")

cat("id,x,f\n007,1,b\n08,2,a\n", file = "r4.csv"); out <- read.csv("r4.csv", colClasses = c(f = "factor", x = "NULL"))

cat("id,x\n1,T\n2,\n", file = "r5.csv"); r <- read.csv("r5.csv", colClasses = c(NA, "logical")); out <- c(r$id, r$x)

out <- with(mtcars, tapply(mpg, list(cyl, gear, am), mean))["4", "5", "1"]

a <- with(mtcars, tapply(mpg, list(cyl, gear, am), mean)); out <- apply(a, c(2, 3), mean, na.rm = TRUE)

a <- with(mtcars, tapply(mpg, list(cyl = cyl, gear = gear, am = am), length)); out <- c(dim(a), sum(a, na.rm = TRUE), a[1, 2, 1])

out <- c(sinpi(c(0, .5, 1, 1.5, 2, .25)), cospi(c(0, .5, 1, 1.5, -1, .25)))

out <- c(getRversion() >= "4.1", getRversion() < "4")

i <- lubridate::interval(as.POSIXct("2016-06-01 03:30:00", tz = "UTC"), as.POSIXct("2016-06-03 04:00:00", tz = "UTC")); out <- c(as.numeric(i, "hours"), as.numeric(i, "days"))

out <- as.numeric(as.POSIXct("2016-06-03 04:00:00", tz = "UTC") - as.POSIXct("2016-06-01 03:30:00", tz = "UTC"), "mins")

dt <- data.table(g = c("a", "a", "a", "b", "b"), x = 1:5); dt[, c("p", "n") := shift(x, c(1, -1)), by = g]; out <- c(dt$p, dt$n)

dt <- data.table(x = c(2.5, 1, 4)); dt[, paste0("l", 1:2) := shift(x, 1:2, fill = 0)]; out <- c(dt$l1, dt$l2)

out <- kmeans(scale(mtcars[, c("mpg", "wt")]), centers = matrix(c(-1, 1, -1, 1), 2))$cluster

out <- kmeans(iris[c(120, 1:30, 60:90), 1:2], centers = matrix(c(4, 7, 5, 2, 4, 3), 3))$size

x <- cbind(sin(1:30), cos(1:30 * 2)); k <- kmeans(x, centers = x[c(9, 1), ]); out <- c(k$cluster, round(k$tot.withinss, 8))

out <- kmeans(c(.67, -.99, .46, -1.15, -1.75, -.57, -.97, -.27, -.23, -.75, -.89, .79, -.31, .5, -.37, 1.27, .39), centers = c(-.04, 1.69, -.71))$cluster
