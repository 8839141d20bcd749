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

m <- mean(d$x); out <- paste("mean:", m)

m <- mean(d$x); out <- paste0("m=", round(m, 2))

m <- mean(d$x); cat("mean", m, "\n")

m <- mean(d$x); cat(sprintf("%.2f\n", m))

m <- mean(d$x); out <- round(m)

m <- mean(d$x); out <- round(m, 1)

m <- mean(d$x); out <- floor(m)

m <- mean(d$x); out <- abs(m)

m <- mean(d$x); out <- as.integer(m)

m <- mean(d$x); out <- m^2

m <- mean(d$x); out <- sqrt(m)

m <- mean(d$x); out <- exp(m)

m <- mean(d$x); out <- is.na(m)

m <- mean(d$x); out <- c(m, 1)

m <- mean(d$x); out <- sum(c(m, 1), na.rm = TRUE)

m <- mean(d$x); out <- d$i > m

m <- mean(d$x); out <- d %>% filter(i > m) %>% nrow()

m <- mean(d$x); out <- ifelse(d$i > m, 1, 0)

m <- mean(d$x); out <- d$i - m

m <- mean(d$x); out <- m %in% c(1, NA)

m <- mean(d$x); out <- identical(m, NA_real_)

m <- mean(d$x); out <- format(m, nsmall = 2)

m <- mean(d$x); out <- if (is.na(m)) "none" else "some"

m <- mean(d$x); l <- list(a = m); out <- l$a > 1

m <- mean(d$x); v <- c(a = m, b = 2); out <- v["a"] > 1

m <- mean(d$x); v <- c(a = m, b = 2); out <- which(v > 1)

m <- mean(d$x); v <- c(a = m, b = 2); out <- names(which.max(v))

m <- mean(d$x); out <- switch(as.character(is.na(m)), "TRUE" = "a", "b")

m <- mean(d$x); out <- any(m > 1, TRUE)

m <- mean(d$x); out <- all(m > 1, FALSE)

m <- mean(d$x); out <- xor(m > 1, TRUE)

m <- mean(d$x); out <- isTRUE(m > 1)

m <- mean(d$x); out <- (m > 1) + 1

m <- mean(d$x); out <- sum(m > 1)

m <- mean(d$x); out <- m > 1 & m < 3

m <- mean(d$x); out <- m > 1 | d$i > 3

m <- mean(d$x); out <- between(m, 1, 3)

m <- mean(d$x); out <- max(c(m, 1))

m <- mean(d$x); out <- pmax(m, 1)

m <- mean(d$x); out <- min(d$i, m)

m <- mean(d$x); out <- cut(m, c(0, 1, 2))

m <- mean(d$x); out <- rep(m, 2)

m <- mean(d$x); out <- data.frame(m = m)$m > 1

m <- mean(d$x); r <- data.frame(k = 1:2); r$m <- m; out <- r$m

m <- mean(d$x); out <- nchar(paste(m))

m <- mean(d$x); out <- m == m

m <- mean(d$x); out <- sign(m)

m <- mean(d$x); out <- m - m

m <- mean(d$x); f <- function(a, b = m) a > b; out <- f(3)

m <- mean(d$x); out <- sapply(1:2, function(k) k > m)

m <- mean(d$x); out <- Filter(function(k) k > 1, c(1, 2, NA))

s <- d$s[3]; out <- s == "a"

s <- d$s[3]; out <- paste("label", s)

s <- d$s[3]; out <- ifelse(s == "a", 1, 2)

s <- d$s[3]; out <- s %in% c("a", NA)

s <- d$s[3]; out <- nchar(s)

s <- d$s[3]; out <- toupper(s)

s <- d$s[3]; out <- substr(s, 1, 1)

s <- d$s[3]; out <- grepl("a", s)

s <- NA_character_; out <- s == "a"

s <- NA_character_; out <- paste0(s, "x")

s <- as.character(d$g[3]); out <- s != "lo"

s <- d$g[3]; out <- s == "lo"

k <- d$ok[3]; out <- !k

k <- d$ok[3]; out <- k & FALSE

k <- d$ok[3]; out <- ifelse(k, 1, 2)

k <- d$ok[3]; out <- sum(k, TRUE, na.rm = TRUE)

k <- NA; out <- k & FALSE

k <- NA; out <- k | TRUE

k <- NA; out <- !k

k <- NA; out <- any(k, FALSE)

k <- NA > 1; out <- ifelse(k, "a", "b")

x <- max(d$x); out <- d$x == x

x <- max(d$x); out <- which(d$x == x)

x <- quantile(d$i, .5); out <- d$i > x

x <- sum(d$x > 1); out <- x / nrow(d)

x <- sum(d$x > 1); out <- paste0(x, "/", nrow(d))

x <- sum(d$ok); out <- paste0(x, "/", nrow(d))

x <- sum(is.na(d$x)); out <- x > 0

x <- mean(d$ok); out <- sprintf("%.1f%%", 100 * x)

x <- cor(d$x, d$i); out <- sprintf("r = %.2f", x)

x <- cor(d$x, d$i, use = "complete.obs"); out <- x > .5

x <- table(d$s)["q"]; out <- x > 1

x <- tapply(d$x, d$s, mean)["b"]; out <- x > 1

x <- median(d$x); out <- d$x > x

x <- range(d$x); out <- x[1] > 0

x <- var(d$x) / mean(d$x); out <- x > 1

for (k in 1:3) { v <- d$x[k]; cat(k, if (is.na(v)) "missing" else if (v > 0) "pos" else "neg", "\n") }

r <- c(); for (k in 1:6) r <- c(r, d$x[k] > 0); out <- r

r <- numeric(6); for (k in 1:6) r[k] <- ifelse(d$x[k] > 0, 1, -1); out <- r

n <- 0; for (k in 1:6) if (!is.na(d$x[k]) && d$x[k] > 0) n <- n + 1; out <- n

best <- -Inf; for (v in d$x) { if (!is.na(v) && v > best) best <- v }; out <- best

best <- -Inf; for (v in d$x) best <- max(best, v); out <- best

best <- -Inf; for (v in d$x) best <- max(best, v, na.rm = TRUE); out <- best

tot <- 0; for (v in d$x) tot <- tot + v; out <- tot

out <- Filter(function(k) k > 1, c(1, 2, NA))

out <- Filter(function(k) !is.na(k) && k > 1, c(1, 2, NA))

out <- sapply(d$x, function(v) if (is.na(v)) 0 else v)

out <- sapply(d$x, function(v) v > 1)

out <- vapply(d$x, function(v) v > 1, logical(1))

out <- unlist(lapply(d$x, function(v) v > 1))

out <- mapply(function(a, b) a > b, d$x, d$i)

out <- outer(c(1, NA), c(2, 0), ">")

out <- apply(cbind(d$x, d$i), 1, function(v) v[1] > v[2])

out <- Reduce(function(a, b) a && b, list(TRUE, FALSE))

out <- do.call(rbind, lapply(1:3, function(k) data.frame(k = k, big = d$x[k] > 0)))

out <- sapply(split(d$x, d$s), function(v) mean(v) > 1)

out <- tapply(d$x, d$s, function(v) any(v > 1))

out <- d %>% group_by(s) %>% summarise(b = mean(x) > 1)

out <- d %>% group_by(s) %>% summarise(b = if (any(is.na(x))) NA_real_ else mean(x))

out <- d %>% group_by(s) %>% summarise(b = any(x > 1), a = all(x > 1))

out <- d %>% group_by(s) %>% filter(mean(x) > 1) %>% pull(id)

out <- d %>% group_by(s) %>% filter(any(x > 1)) %>% pull(id)

out <- d %>% group_by(s) %>% mutate(b = ifelse(mean(x) > 1, "hi", "lo")) %>% pull(b)

out <- d %>% rowwise() %>% mutate(b = max(x, i) > 3) %>% pull(b)

out <- d %>% rowwise() %>% mutate(b = max(x, i, na.rm = TRUE)) %>% pull(b)

out <- d %>% mutate(b = max(x, na.rm = TRUE) > i) %>% pull(b)

out <- d %>% summarise(b = max(x) > 3, n = sum(x > 1), p = mean(x > 1, na.rm = TRUE))

out <- d %>% filter(x == max(x)) %>% nrow()

out <- d %>% filter(x == max(x, na.rm = TRUE)) %>% pull(id)

out <- d %>% slice(which.max(x)) %>% pull(id)

out <- d %>% arrange(x > 1) %>% pull(id)

out <- d %>% group_by(big = x > 1) %>% summarise(n = n())

out <- d %>% count(x > 1)

out <- table(d$x > 1, useNA = "ifany")

out <- d %>% mutate(f = x > 1 & ok) %>% pull(f)

out <- d %>% mutate(f = x > 1 | ok) %>% pull(f)

out <- d %>% mutate(k = cumsum(coalesce(x, 0) > 1)) %>% pull(k)

out <- subset(d, x > mean(x))$id

out <- with(d, x[ok])

out <- with(d, sum(x[ok], na.rm = TRUE))

out <- d$x[d$ok]

out <- d$id[d$x > 0 & !is.na(d$x)]

out <- which(d$x > 0 & d$ok)

out <- d[d$ok, ]$id

out <- any(d$x > 100)

out <- any(d$x > 3)

out <- all(d$x > -5)

out <- all(d$x > -5, na.rm = TRUE)

if (any(d$x > 3)) out <- 1 else out <- 0

out <- tryCatch(if (any(d$x > 100)) 1 else 0, error = function(e) "stop")

out <- tryCatch(if (d$ok[3]) 1 else 0, error = function(e) "stop")

out <- tryCatch(while (mean(d$x) > 1) break, error = function(e) "stop")

x <- c(a = 1, b = NA); out <- x["b"] > 0

x <- c(a = 1, b = NA); out <- if (is.na(x["b"])) "na" else "no"

x <- list(a = NA, b = 2); out <- sapply(x, function(v) v > 1)

x <- c(TRUE, NA, FALSE); out <- sum(x, na.rm = TRUE)

x <- c(TRUE, NA, FALSE); out <- which(x)

x <- c(TRUE, NA, FALSE); out <- !x

x <- c(TRUE, NA, FALSE); out <- x & c(TRUE, FALSE, NA)

x <- c(TRUE, NA, FALSE); out <- mean(x)

x <- c(TRUE, NA); out <- paste(x)

x <- c(TRUE, NA); out <- as.numeric(x)

x <- c(TRUE, NA); out <- ifelse(x, "y", "n")

x <- c(5, NA, 2); x[x > 3] <- 0; out <- x

x <- c(5, NA, 2); x[which(x > 3)] <- 0; out <- x

x <- c(5, NA, 2); out <- x[x > 3]

x <- c(5, NA, 2); out <- x[-which(x > 3)]

x <- c(5, NA, 2); out <- rev(x)

x <- c(5, NA, 2); out <- x == 5

x <- c(5, NA, 2); out <- x %in% 5

x <- c(5, NA, 2); out <- cummax(x)

x <- c(5, NA, 2); out <- diff(x)

x <- c(5, NA, 2); out <- cut(x, 2)

x <- c(5, NA, 2); out <- scale(x)[, 1]

x <- c(5, NA, 2); out <- (x - min(x, na.rm = TRUE)) / diff(range(x, na.rm = TRUE))

x <- c(5, NA, 2); for (k in seq_along(x)) if (is.na(x[k])) x[k] <- mean(x, na.rm = TRUE); out <- x

x <- c("a", NA); out <- x == "a"

x <- c("a", NA); out <- x != "a"

x <- c("a", NA); out <- ifelse(x == "a", 1, 0)

x <- c("a", NA); out <- nchar(x)

x <- c("a", NA); out <- paste0(x, "1")

x <- c("a", NA); out <- toupper(x)

x <- c("b", NA, "a"); out <- sort(x)

x <- c("b", NA, "a"); out <- table(x)

x <- c("b", NA, "a"); out <- factor(x)

x <- c("b", NA, "a"); out <- as.integer(factor(x))

x <- c("b", NA, "a"); out <- x[x != "a"]

d$x[d$x > 3] <- 0; out <- d$x

x <- d$x; x[x > 3] <- NA; out <- x

d$x[d$x > 2 & d$ok] <- 9; out <- d$x

d[d$x > 2, "i"] <- 0L; out <- d$i

d[d$i > 3, "x"] <- NA; out <- d$x

d$s[d$s == "b"] <- "B"; out <- d$s

s <- d$s; s[s == "b"] <- "B"; out <- s

x <- c(5, NA, 2); x[x > 3] <- c(1, 2); out <- x

x <- c(a = 5, b = NA); x[x > 3] <- 0; out <- x

m <- matrix(c(5, NA, 2, 1), 2); m[m > 3] <- 0; out <- m

l <- d[, c("x", "i")]; l[l > 3] <- 0; out <- l

d$g[d$g == "lo"] <- "hi"; out <- d$g

x <- c(TRUE, NA); x[x] <- FALSE; out <- x

d$k <- NA; d$k[d$x > 0] <- "pos"; out <- d$k

d$k <- 0; d$k[d$x > 0] <- d$i[d$x > 0]; out <- d$k

d$k <- "none"; d[which(d$x > 0), "k"] <- "pos"; out <- d$k

cat("a", sep = "\n"); cat("b\n")

cat("a", "b", sep = "\n"); cat("c\n")

cat("a", "b\n", sep = "\n"); cat("c\n")

cat("a\n", sep = "\n"); cat("c\n")

cat(c("a", "b\n"), sep = "\n"); cat("c\n")

cat("a\n", "b\n", sep = "\n"); cat("c\n")

cat("a", "b", "\n", sep = "\n"); cat("c\n")

cat("a", "", "b", sep = "\n"); cat("c\n")

cat("a", character(0), sep = "\n"); cat("c\n")

cat("a", 1.5, sep = "\n"); cat("c\n")

cat("a", 1.5, "\n", sep = "\n"); cat("c\n")

cat("a", "b", sep = ",\n"); cat("c\n")

cat("a", "b\n", sep = ",\n"); cat("c\n")

x <- c("a", "b"); cat(x, "\n", sep = "\n"); cat("c\n")

x <- c("a", "b"); cat(x, sep = "\n"); cat("c\n")

x <- c("u", "v\n"); cat(x, sep = "\n"); cat("c\n")

cat(character(0), sep = "\n"); cat("c\n")

x <- character(0); cat("a", x, "b", sep = "\n")

cat("a", "b", sep = "\n", file = "o.txt"); out <- readLines("o.txt")

cat("a", "b", file = "o.txt", sep = "\n"); cat("c\n", file = "o.txt", append = TRUE); out <- readLines("o.txt")

cat(paste0("x", 1:2), sep = "\n"); cat("z\n")

cat("a", NULL, "b", sep = "\n"); cat("z\n")

cat("x", 2.5, "y", sep = "\n"); cat("z\n")

cat("Title\n", "-----\n", sep = ""); cat("z\n")

cat(sprintf("%d: %s", 1:2, c("a", "b")), sep = "\n"); cat("z\n")

cat("", "a", sep = "\n"); cat("z\n")

cat(1/3, pi * 1e6, 1e-10, 123456789.123, "\n")

cat(1e5, 1e6, 123456, 1234567, 0.1 + 0.2, "\n")

cat(100, 1e-4, 0.00001234, 1e15, 1e16, "\n")

cat(signif(123456, 2), signif(0.00123456, 3), "\n")

cat(round(2.5), round(-1.567, 1), round(1234.567, -2), "\n")

cat("a", TRUE, NA, NULL, 3L, "\n")

cat(c(a = 1, b = 2), "\n")

cat("x =", format(3.14159, digits = 3), "\n")

cat(format(c(1.5, 10, 100)), "\n")

cat(format(1234567.891, big.mark = ","), "\n")

cat(format(0.000012345), "\n")

cat(format(1e-20), format(123456789), format(1234567890), "\n")

cat(format(TRUE), format("a", width = 5), "|\n")

cat(format(Sys.Date(), "%Y") > "2000", "\n")

cat(format(2, nsmall = 2), format(2.345, nsmall = 1), "\n")

cat(format(c(0.001, 0.1), digits = 1), "\n")

cat(format(-1.5), format(c(-1, 1)), "\n")

cat(prettyNum(1234567, big.mark = ","), "\n")

cat(sprintf("%5.2f|%-8s|%03d", 3.14159, "ab", 7L), "\n")

cat(sprintf("%e", 12345.678), sprintf("%g", 1e-5), sprintf("%G", 1e10), "\n")

cat(sprintf("%d%%", 50L), sprintf("%s", 1.5), sprintf("%s", 1L), "\n")

cat(sprintf("%d", 3), "\n")

cat(sprintf("%s is %f", "x", 1.5), "\n")

cat(sprintf("%5s|%-5s|", "a", "b"), "\n")

cat(sprintf("%+.1f", c(1, -1)), "\n")

cat(sprintf("%.3s", "abcdef"), "\n")

cat(sprintf("%s", c("a", "b")), sep = "\n")

cat(sprintf("%s", TRUE), sprintf("%d", TRUE), "\n")

cat(sprintf("%s", 1e6), sprintf("%s", 123456.789), sprintf("%s", 1e-5), "\n")

cat(sprintf("%i", 5L), sprintf("%o", 8L), sprintf("%x", 255L), sprintf("%X", 255L), "\n")

cat(sprintf("%*d", 5, 42L), "\n")

cat(sprintf("%2$s %1$s", "a", "b"), "\n")

cat(paste("a", 1:3, c("x", "y", "z"), sep = "_"), "\n")

cat(paste(c("a", "b"), collapse = "+"), "\n")

cat(paste0("x", 1:3, collapse = ","), "\n")

cat(paste(1.0, 2.50, 1e-3), "\n")

cat(paste(1/3), paste(2/3 * 100), "\n")

cat(paste(1e-15), paste(123456.123456789), "\n")

cat(paste(0.1 + 0.2), paste(1 - 0.9), "\n")

cat(paste(100000), paste(123456), paste(1e5 + 1), "\n")

cat(paste(TRUE, NA, NULL, 3), "\n")

cat(paste(character(0), "a"), "\n")

cat(paste(c("a", NA)), "\n")

cat(paste(factor(c("u", "v"))), "\n")

cat(paste(as.Date("2020-01-05")), "\n")

cat(paste(list(1, "a", TRUE)), "\n")

cat(round(c(1.005, 2.345, 0.5, 1.5), 2), "\n")

cat(round(1e6 + 0.123, 2), "\n")

cat(round(-0.4), "\n")

cat(signif(1/3, 2), signif(c(123.456, 0.0012345), 3), "\n")

cat(1L:10L / 10, "\n")

cat(seq(0, 1, .25), "\n")

cat(10^(0:7), "\n")

cat(10^-(0:5), "\n")

cat(2^31, 2^53, factorial(20), "\n")

cat(exp(1), exp(10), exp(20), exp(-10), "\n")

cat(c(1.123456789, 2.1), "\n")

cat(mean(c(1, 2, 4)), sd(c(1, 2, 4)), "\n")

cat(1e-300, 1e300, .Machine$double.eps, "\n")

cat(100 * 0.123, "%\n", sep = "")

cat("a\tb\n")

cat("a", "b", sep = "")

cat("a", "b", "\n", sep = ", ")

cat(c("a", "b"), c(1, 2), sep = "\n")

cat("Mean:", round(mean(c(1.234, 2.345)), 2), "SD:", round(sd(c(1.234, 2.345)), 2), "\n")

cat(ifelse(0.0001 < .001, "< .001", "x"), "\n")

cat(format(c("a", "bbb")), "|", formatC(c("a", "bbb"), width = 5), "|", formatC(c("a", "bbb"), width = -5), "\n")

cat(formatC(3.14159, digits = 2, format = "f"), formatC(42L, width = 8, flag = " "), "\n")

cat(formatC(c(1, 10, 100), width = 6, format = "d", flag = "0"), "\n")

cat(formatC(0.00001, format = "e", digits = 2), formatC(1e6, format = "d", big.mark = ","), "\n")

cat(nchar("abc"), rev(strsplit("a,b,c", ",")[[1]]), "\n")

cat(format(123.456, nsmall = 2), format(123.456, digits = 2), format(0.1, nsmall = 3), "\n")

cat(format(c(10.5, 3), nsmall = 1), "\n")

cat(format(factor("a")), format(as.Date("2020-03-01"), "%d.%m.%Y"), format(as.Date("2020-03-01"), "%B %d"), "\n")

cat(months(as.Date("2020-03-01")), weekdays(as.Date("2020-03-01")), "\n")

cat(format(1e100), format(1e5), format(100000), format(123456.7), "\n")

cat(format(c(1e10, 1)), "\n")

cat(format(c(1e-10, 1)), "\n")

cat(format(1e5, scientific = FALSE), format(12345, scientific = TRUE), "\n")

cat(as.character(1e5), as.character(123456), as.character(0.1), as.character(1/3), "\n")

cat(as.character(1e15), as.character(1e16), as.character(123456789012), "\n")

cat(as.character(TRUE), as.character(1L), as.character(c(1.5, 2)), "\n")

cat(noquote("a"), "\n")

cat(sprintf("%.0f", 2.5), sprintf("%.0f", 3.5), sprintf("%.2f", 1.005), "\n")

cat(sprintf("%5.1f%%", 45.678), "\n")

cat(sprintf("%s: %.2f (%.2f, %.2f)", c("a", "b"), c(1, 2), c(.5, 1.5), c(1.5, 2.5)), sep = "\n")

cat(strrep("-", 20), "\n", sep = "")

cat(rep("=", 5), "\n", sep = "")

cat(sep = "", "a", 1, "\n")

cat("a\n", "b\n")

cat("Done.\n"); cat("\n")

cat(month.name[1:2], LETTERS[1:3], pi, "\n")

cat(0.1 * 3, 1 / 7, 22 / 7, sqrt(2) * 1e5, "\n")

cat(1234.5678, 12345.678, 123456.78, 1234567.8, 12345678.9, "\n")

cat(0.00012, 0.000123456789, 0.1234567891, "\n")

cat(c(0.1, 0.12, 0.123), c(1000, 10000), "\n")

cat(-5 %/% 2, -5 %% 2, 5.5 %% 2, "\n")

cat(as.integer(3.9), as.integer(-3.9), as.numeric("1e3"), "\n")

cat(is.na(NA), xor(TRUE, FALSE), !TRUE, "\n")

cat(1i, complex(real = 1, imaginary = -2), "\n")

x <- c(a = 1.5, b = 2); cat(names(x), x, "\n")

x <- list(1, "a", TRUE); cat(unlist(x), "\n")

for (n in c("a", "b")) cat(n, ":", nchar(n), "\n")

invisible(sapply(1:3, function(k) cat(k, "")))

cat(quantile(c(1, 2, 3, 4), c(.25, .75)), "\n")

cat(range(c(3, 1, 2)), var(c(1, 2, 3)), "\n")

cat(table(c("a", "b", "a")), names(table(c("a", "b", "a"))), "\n")

cat(summary(c(1, 2, 3, 10)), "\n")

cat(levels(factor(c("z", "a"))), as.integer(factor(c("z", "a"))), "\n")

cat(matrix(1:4, 2), "\n")

cat(colnames(data.frame(a = 1, `b c` = 2)), "\n")

cat(round(5.5), round(6.5), round(-2.5), "\n")

cat(trunc(2.9), ceiling(2.1), floor(-2.1), "\n")

cat(10 %in% c(1, 10), match("b", letters), "\n")

cat(rev(1:3), sort(c(3, 1, 2), decreasing = TRUE), order(c(3, 1, 2)), "\n")

cat(cumsum(1:5), cumprod(1:5), diff(c(1, 4, 9)), "\n")

cat(seq(1, 10, length.out = 4), seq_len(0), "\n")

cat(format(Sys.time(), "%Y") >= "2020", "\n")

cat(substr("hello", 2, 3), toupper("a"), sub("l", "L", "hello"), "\n")

cat(sprintf("Chain %d: %.1f%% divergent", 1:2, c(0, 2.5)), sep = "\n")

cat(round(0.1234, 2), "[", round(-0.5678, 2), ",", round(1.9999, 2), "]\n")

cat(paste0(round(95.0, 1), "%"), paste0(round(95.04, 1), "%"), "\n")

cat(format(round(95.0, 1), nsmall = 1), "\n")

cat(format(c(0.05, 0.5, 5), digits = 2), "\n")

cat(format(c(12.3456, 0.001234), digits = 3), "\n")

cat(format(c(1, NA, 3.5)), "\n")

cat("a", "\n", sep = "\n"); cat("b\n")

cat("x", 1, "\n", sep = "; ")

cat("\n", sep = ","); cat("z\n")

cat("x", 12345.6789, "\n")

x <- 2; cat("v", x, "\n", sep = ":")

x <- 1; if (nrow(d) > 3) x <- mean(d$x); out <- x > 2

if (nrow(d) > 3) { x <- mean(d$x) } else { x <- 1 }; out <- x > 2

if (nrow(d) > 100) { x <- 1 } else { x <- mean(d$x) }; out <- max(0, x)

x <- 0; for (k in 1:2) { y <- x > 1; x <- mean(d$x) }; out <- y

x <- 0; for (k in 1:3) { if (k == 2) x <- NA }; out <- x > 1

for (k in c(1, NA, 3)) { z <- k > 1 }; r <- c(); for (k in c(1, NA, 3)) r <- c(r, k > 1); out <- r

r <- c(); for (k in d$x) r <- c(r, k > 1); out <- r

f <- function(v) { m <- 0; if (length(v) > 2) m <- mean(v); m > 1 }; out <- f(d$x)

x <- switch("b", a = 1, b = NA); out <- x > 1

x <- if (nrow(d) > 2) mean(d$x) else 1; out <- x > 1

x <- tryCatch(mean(d$x), error = function(e) 1); out <- x > 1

x <- 5; x <- x - mean(d$x); out <- x > 1

x <- 5; x <- x + 1; out <- x > 1

l <- list(a = NA, b = 1); out <- l$a > 0

x <- 3; y <- d$i[2]; out <- x > y

x <- 3; out <- sapply(d$x, function(v) max(v, x))

x <- nrow(d); y <- sum(is.na(d$x)); out <- x - y > 3

x <- 1; repeat { x <- x * 2; if (x > 50) break }; out <- x

x <- 10; n <- 0; while (x > 1) { x <- x / 2; n <- n + 1 }; out <- n

x <- Inf; out <- x - Inf > 0

x <- 0; out <- 1 / x > 5

x <- 0; out <- 0 / x > 5

x <- -1; out <- x^.5 > 0
