# What a function hands on through `...`.
centred <- function(x, ...) x - mean(x, ...)
a <- centred(c(1, NA, 3), na.rm = TRUE)
joined <- function(x, ...) paste(x, "b", ...)
b <- joined("a", sep = "-")
b2 <- sapply(c("c", "d"), joined, sep = "+")
pick <- function(x, how = c("first", "last")) {
  how <- match.arg(how)
  if (how == "first") x[1] else x[length(x)]
}
p1 <- pick(c(5, 6, 7))
p2 <- pick(c(5, 6, 7), "last")
total <- function(x, y) {
  if (missing(y)) return(sum(x))
  sum(x) + y
}
t1 <- total(c(1, 2))
t2 <- total(c(1, 2), 10)
