x <- c(3, 8, 1)
n <- 4
big <- x > 2 & x < 9
small <- !big | x == 1
both <- n > 3 && n <= 4
member <- x %in% c(1, 3)
one <- 3 %in% x
answer <- if (n > 3) "many" else "few"
where <- which(big)
any(big)
all(is.na(x))
