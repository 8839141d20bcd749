a <- 1
b = 2.50   # R writes numbers in many ways
1e3 -> c1
d <- e <- 5L
`my value` <- 0x1F
.hidden <- -1.5e-3
lambda <- TRUE
x.y <- "text with \"quotes\""
