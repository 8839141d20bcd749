# Functions of several statements without a name.
xs <- c(3, 1, 2)
sums <- sapply(1:3, function(k) {
  total <- 0
  for (i in 1:k) total <- total + xs[i]
  total
})
rows <- do.call(rbind, lapply(c("a", "b"), function(s) {
  v <- xs * nchar(s)
  data.frame(name = s, mean = mean(v), sd = sd(v))
}))
nested <- sapply(1:2, function(i) {
  inner <- sapply(1:3, function(j) {
    a <- i * j
    a + 1
  })
  sum(inner)
})
# Arguments behind the function, defaults, and a function that is called at once.
scaled <- sapply(xs, function(x, by, plus = 1) {
  y <- x * by
  y + plus
}, by = 10)
direct <- (function(k) k^2)(4)
piped <- xs |> (\(v) v / sum(v))()
draws <- replicate(3, {
  a <- 2
  a * 3
})
# Operators, and functions that take functions.
`%notin%` <- function(x, y) !(x %in% y)
out <- c(1, 5) %notin% xs
twice <- function(f, x) f(f(x))
four <- twice(function(v) v + 2, 0)
# Values of blocks.
size <- if (length(xs) > 2) {
  n <- length(xs)
  n * 10
} else {
  0
}
nothing <- if (size < 0) "never"
label <- {
  first <- "a"
  paste0(first, "b")
}
d <- data.frame(g = c(1, 2))
d$m <- sapply(d$g, function(g) {
  z <- g + 1
  z / 2
})
