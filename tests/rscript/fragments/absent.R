# Fragments of R about missing numbers, NaN, and the types of numbers as texts. start_of_absent.R precedes each of them.

out <- paste(c(1, NaN, NA))

cat(c(1, NaN, NA), "\n")

out <- format(c(1, NaN, NA))

out <- unique(c(NaN, NA, NaN, 1, NA))

out <- sprintf("%.2f", c(NaN, NA, 1))

out <- as.character(c(NaN, NA))

out <- duplicated(c(NaN, NA, NaN, NA))

out <- match(NaN, c(NA, NaN))

out <- NaN %in% c(NA, 1)

out <- c(NA, NaN) %in% NaN

out <- n_distinct(c(NaN, NA, 1), na.rm = TRUE)

x <- c(1, NaN); x[3] <- 5; out <- paste(x)

x <- c(1, NaN, NA); out <- paste(x * 2)

x <- c(1, NaN, NA); out <- paste(-x)

x <- c(1, NaN, NA); out <- paste(sum(x[1:2]))

x <- c(1, NaN, NA); out <- paste(mean(x[1:2]))

x <- c(1, NaN); out <- paste(mean(x))

x <- c(1, NaN); out <- paste(sum(x))

x <- c(1, NaN); out <- paste(max(x))

x <- c(1, NaN); out <- sum(x, na.rm = TRUE)

x <- c(1, NaN); out <- mean(x, na.rm = TRUE)

x <- c(3, NaN, NA, 1); out <- paste(sort(x, na.last = TRUE))

x <- c(1, NaN); out <- is.na(x)

d$q <- c(1, NaN, NA, 2, 3, 4); out <- paste(d$q)

d$q <- c(1, NaN, NA, 2, 3, 4); out <- d %>% filter(!is.na(q)) %>% pull(q)

d$q <- c(1, NaN, NA, 2, 3, 4); out <- paste(d$q[2] + 1)

d <- data.frame(a = c(1, NaN), b = c(NA, 2)); out <- sapply(d, function(v) paste(v, collapse = " "))

out <- round(NaN, 2)

out <- paste(round(NaN, 2))

out <- paste(NaN)

out <- paste0("m=", NaN)

out <- as.numeric("NaN")

out <- paste(as.numeric("NaN"))

out <- paste(0/0)

out <- max(-Inf, NaN)

out <- paste(mean(NA))

out <- paste(sd(1))

out <- paste(var(numeric(0)))

out <- paste(median(numeric(0)))

r <- tapply(d$x, d$s, mean, na.rm = TRUE); out <- paste(r)

x <- NA; out <- max(1, x)

x <- mean(c(1, NA)); out <- max(0, x)

x <- NaN; out <- min(1, x)

out <- max(1, NA)

out <- max(1, NA, na.rm = TRUE)

x <- NA; y <- 3; out <- pmax(x, y)

f <- function(a) max(0, a); out <- f(NA)

f <- function(a, b) min(a, b); out <- f(1, NaN)

x <- d$x[2]; out <- max(x, 1)

out <- max(mean(d$x), 1)

out <- sum(1, NA)

x <- c(NaN, 1); if (any(is.na(x))) out <- "m" else out <- "n"

x <- NaN; out <- ifelse(x > 1, "a", "b")

x <- NaN; out <- tryCatch(if (x > 1) "a" else "b", error = function(e) "err")

x <- NaN; out <- isTRUE(x > 1)

out <- which.max(c(NaN, 2, 1))

out <- range(c(NaN, 2, 1))

out <- cumsum(c(1, NaN, 2))

out <- NaN == NaN

out <- NaN & FALSE

out <- order(c(2, NaN, 1))

out <- rank(c(2, NaN, 1))

out <- rev(sort(c(2, NaN, 1)))

out <- table(c(1, NaN))

out <- length(unique(c(1, NaN, NA)))

out <- cor(c(1, 2, NaN), c(1, 2, 3))

out <- quantile(c(1, 2, NaN), na.rm = TRUE)

out <- as.integer(NaN)

out <- max(NaN, 3, na.rm = TRUE)

out <- mean(c(TRUE, NA))

out <- prod(c(2, NaN))

x <- mean(d$x); out <- ifelse(x > 1, "a", "b")

x <- mean(d$x); out <- max(0, x)

x <- mean(d$x); out <- tryCatch(if (x > 1) 1 else 2, error = function(e) "stops")

x <- mean(d$x); out <- x > 1

x <- round(mean(d$x), 2); out <- x > 1

x <- abs(mean(d$x) - 2); out <- min(x, 3)

x <- sd(d$x) / 2; out <- x < 1

x <- -sum(d$x); out <- x < 1

x <- NA; out <- x == 1

x <- mean(d$x, na.rm = TRUE); out <- x > 1

x <- median(d$x); out <- x == 2

out <- mean(d$x) > 0

out <- mean(d$x) > 0 & TRUE

s <- sum(d$x > 1); out <- s > 2

m <- mean(d$x > 1); out <- m > .5

q <- quantile(d$i, .5); out <- q > 2

mx <- max(d$x); out <- mx > 2

v1 <- c(1, NA, 3); m <- mean(v1); out <- m > 2

v1 <- c(1, NA, 3); out <- max(v1) > 2

v1 <- c(1, NA, 3); out <- max(0, max(v1))

f <- function(z) { m <- mean(z); if (is.na(m)) return("none"); if (m > 1) "hi" else "lo" }; out <- f(d$x)

f <- function(z) { m <- mean(z); ifelse(m > 1, "hi", "lo") }; out <- f(d$x)

m <- d %>% summarise(m = mean(x)) %>% pull(m); out <- m > 1

x <- d$x[2]; out <- x > 1

x <- d$x[2]; y <- 3; out <- x + y > 1

x <- cor(d$x, d$i); out <- x > 0

x <- var(d$x); out <- sqrt(x) > 1

x <- as.numeric("a"); out <- x > 1

x <- as.integer(NA); out <- x > 1

x <- log(-1); out <- x > 1

x <- 0/0; out <- x > 1

x <- sqrt(-1); out <- max(x, 0)

x <- which(d$x > 100)[1]; out <- x > 1

x <- match("q", d$s); out <- x > 1

x <- sum(d$x); y <- x * 2; out <- min(y, 1)

x <- nchar(NA); out <- x > 1

x <- 1:3; x[5] <- 9; out <- x[4] > 1

x <- sum(d$x) ; if (!is.na(x) && x > 3) out <- 1 else out <- 0

out <- formatC(3.14159265, format = "f")

out <- formatC(3.14159265, format = "g")

out <- formatC(3.14159265, format = "e")

out <- formatC(c(1, 123456), format = "g")

out <- formatC(123456, format = "fg")

out <- formatC(c(12, 1234567), format = "d", big.mark = ",")

x <- c(12.5, 100000); out <- formatC(x)

out <- formatC(mean(c(100000, 300000)))

out <- formatC(d$x[3:6])

out <- formatC(d$x, format = "f", digits = 1)

x <- 123456; out <- formatC(x, big.mark = ",")

out <- formatC(round(123456.7), big.mark = ",")

out <- formatC(100, width = 8, flag = " ")

out <- formatC(100000)

out <- formatC(1e10)

out <- formatC(c(10, 200), width = 6)

out <- formatC(sum(c(1200, 3400)), big.mark = ",")

out <- formatC(nrow(d), width = 3, flag = "0")

out <- formatC(5, width = 3, flag = "0")

out <- formatC(12345, width = 8, flag = "0")

out <- formatC(c(0.000123456, 123.456, 1234567), format = "fg")

out <- formatC(c(0.5, 10, 123.4567), digits = 3, format = "fg")

out <- formatC(c(1, 10, 100), width = 5, format = "d", flag = "0")

out <- formatC(3.14159, width = 10, digits = 2, format = "f")

out <- formatC(1e6, big.mark = ",", format = "d")

out <- formatC(1e6, big.mark = ",", digits = 0, format = "f")

out <- formatC(123456L)

a <- aggregate(x ~ s, d, range); out <- a[2:3, ]$x

a <- aggregate(x ~ s, d, range); out <- a[a$s == "b", ]$x

a <- aggregate(x ~ s, d, range); out <- a[a$s == "b", "x"]

a <- aggregate(x ~ s, d, range); out <- subset(a, s != "a")$x

a <- aggregate(x ~ s, d, range); b <- a[order(a$s), ]; out <- b$x

a <- aggregate(x ~ s, d, range); out <- head(a, 2)$x

a <- aggregate(x ~ s, d, range); out <- merge(a, e, by = "s")

a <- aggregate(x ~ s, d, range); out <- nrow(a$x)

d$n <- d$i * 100000L; out <- paste(d$n)

x <- 5L * 20000L; out <- paste(x)

x <- nrow(d) * 50000L; cat(x, "\n")

x <- length(d$x) * 1e5; cat(x, "\n")

x <- sum(c(50000L, 50000L)); out <- paste(x)

x <- 100000L / 1L; out <- paste(x)

x <- 50000L + 50000L; out <- paste(x)

x <- 50000L + 50000; out <- paste(x)

x <- 1:3 * 100000L; out <- as.character(x)

x <- cumsum(c(50000L, 50000L)); out <- as.character(x)

x <- max(c(100000L, 5L)); out <- paste0("n=", x)

x <- round(100000.4); out <- paste0("n=", x)

x <- as.integer(round(100000.4)); out <- paste0("n=", x)

x <- seq(0L, 300000L, by = 100000L); out <- paste(x)

x <- rep(100000L, 2); out <- paste(x)

x <- abs(-100000L); out <- paste(x)

x <- 300000L %/% 3L; out <- paste(x)

x <- 300000L %% 200000L; out <- paste(x)

x <- nchar(strrep("a", 100000)); out <- paste(x)

x <- ifelse(TRUE, 100000L, 1L); out <- paste(x)

x <- mean(c(100000L, 100000L)); out <- paste(x)

n <- 100L; n <- n * 1000L; out <- paste(n)
