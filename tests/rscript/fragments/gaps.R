# Fragments of R about edges that ported scripts once had wrong. start_of_gaps.R precedes each of them.

f <- function(col) as.data.frame(col)
out <- f(c(1, 2))

f <- function(col) data.frame(col)
out <- f(d$x)

f <- function(a, b) data.frame(a, b)
out <- names(f(1:2, c("u", "v")))

f <- function(z) as.data.frame(d$x)
out <- names(f(1))

f <- function(values) { new <- values * 2; data.frame(new, twice = new) }
out <- f(1:3)

f <- function(z) cbind(z, z + 1)
out <- f(1:2)

f <- function(z) tibble(z)
out <- f(1:2)

f <- function(z) data.frame(z, row.names = c("u", "v"))
out <- f(1:2)

out <- as.data.frame(d$x)

out <- data.frame(d$x, log(d$y + 1))

x <- c(1, 2)
out <- as.data.frame(x)

f <- function(x) as.data.frame(table(x))
out <- f(d$g)

f <- function(x) as.data.frame(m[, x])
out <- names(f("a"))

f <- function(...) data.frame(...)
out <- f(u = 1, w = 2)

f <- function(col, n = 2) { r <- data.frame(col, n); r$k <- r$col + r$n; r }
out <- f(c(5, 6))

x <- 0 / 0
out <- paste(x)

out <- paste(log(-1))

out <- paste(sqrt(-1))

out <- paste(mean(numeric(0)))

out <- paste(Inf - Inf)

out <- paste(0 * Inf)

out <- formatC(0 / 0)

out <- formatC(c(1.5, NA, NaN), digits = 2, format = "f")

out <- format(c(1.5, NA, NaN))

out <- format(mean(numeric(0)), digits = 2)

out <- sprintf("%.2f", 0 / 0)

out <- sprintf("%.2f", c(NA, NaN, 1))

out <- sprintf("%5.1f", log(c(-1, NA, 1)))

out <- as.character(c(NA, NaN, 0 / 0))

out <- is.nan(d$y / d$y)

out <- is.nan(c(0, NA) / 0)

out <- is.nan(log(c(-1, NA, 1)))

out <- is.nan(v / v)

out <- is.nan(sqrt(v))

out <- is.na(0 / 0)

print(d$y / d$y)
out <- 1

print(c(NA, 0 / 0, 1))
out <- 1

x <- d$y / d$y
cat(x, "\n")
out <- 1

d$r <- d$y / d$y
print(d)
out <- 1

r <- d %>% mutate(r = y / y, l = log(x))
print(r)
out <- is.nan(r$l)

r <- d %>% group_by(g) %>% summarise(m = mean(x[x > 3], na.rm = TRUE))
out <- paste(r$g, r$m)

out <- is.nan(sapply(split(d$x, d$g), function(z) mean(z[z > 3], na.rm = TRUE)))

out <- paste(mean(c(NA, NA), na.rm = TRUE))

out <- paste(sd(1), var(1), median(numeric(0)))

out <- paste(max(c(1, NaN)), sum(c(1, NaN)))

out <- paste(sum(c(NA, NaN)), mean(c(1, NaN)))

out <- paste(5 %% 0, 5 %/% 0, 0 %/% 0)

out <- paste((-8)^(1/3))

out <- paste(lgamma(-1))

out <- paste(asin(2), acos(-2), log1p(-2), log(-1, 2), log2(-1), log10(-3))

out <- paste(sin(Inf), cos(-Inf), tan(Inf), atanh(2), acosh(0))

out <- paste(rowMeans(matrix(NA_real_, 2, 2), na.rm = TRUE))

out <- paste(colMeans(matrix(numeric(0), 0, 2)))

out <- paste(prop.table(c(0, 0)))

out <- is.nan(prop.table(table(c(1, 1), factor(c("a", "a"), levels = c("a", "b"))), 2))

out <- paste(cor(c(1, 1), c(1, 2)))

out <- paste(scale(c(1, 1, 1))[, 1])

out <- paste(weighted.mean(c(1, 2), c(0, 0)))

out <- paste(quantile(c(1, 2, NA), 0.5, na.rm = TRUE), quantile(numeric(0), 0.5))

out <- paste(exp(NaN), NaN + 1)

out <- NaN == NaN

out <- paste(round(0 / 0, 2))

out <- ifelse(is.nan(0 / 0), "nan", "no")

out <- is.nan(as.numeric("NaN"))

out <- paste(as.integer(NaN))

out <- paste(cumsum(c(1, NaN, 2)))

out <- paste(sort(c(2, NaN, 1), na.last = TRUE))

out <- unique(c(NA, NaN, 1, NA, NaN))

out <- paste(unique(c(NA, NaN, 1, NA, NaN)))

out <- paste(which(is.nan(c(0 / 0, NA))))

print(summary(c(1, NaN, 3)))
out <- 1

print(0 / 0)
out <- 1

print(list(a = log(-1), b = NA))
out <- 1

print(matrix(c(0, 1, NA, 2), 2) / matrix(c(0, 1, 1, 2), 2))
out <- 1

print(tibble(r = d$y / d$y))
out <- 1

f <- function(x, w) sum(x * w) / sum(w)
out <- paste(f(c(1, 2), c(0, 0)))

lr <- function(a, b) log(a) - log(b)
out <- paste(lr(0, 0))

out <- paste(var(c(Inf, 1)), sd(c(Inf, 1)), mean(c(Inf, -Inf)))

out <- str_c("m = ", 0 / 0)

out <- str_glue("{0/0}")

out <- class(tapply(d$x, d$g, mean))

f <- function(x, g) class(tapply(x, g, mean))
out <- f(d$x, d$g)

f <- function(x) class(x)
out <- f(tapply(d$x, d$g, mean))

f <- function(x) class(x)
out <- f(table(d$g))

f <- function(x) { a <- sapply(x, mean); class(a) }
out <- f(list(1, 2))

f <- function(x) { a <- apply(x, 1, sum); class(a) }
out <- f(m)

f <- function(x) class(x)
out <- f(m)

f <- function(x) class(x)[1]
out <- f(d)

f <- function(x) class(x)
out <- f(y ~ x)

f <- function(x) class(x)
out <- f(factor("a"))

f <- function(x) class(x)
out <- f(1:2)

f <- function(x) class(x)
out <- f(list(1, "a"))

f <- function(x) class(x)
out <- f(as.Date("2020-01-01"))

f <- function(x) class(x)
out <- f(tibble(a = 1))

f <- function(x) class(x)
out <- f(group_by(d, g))

f <- function(x) class(x)
out <- f(lm(y ~ id, data = d))

f <- function(x) class(x)
out <- f(by(d$x, d$g, mean))

f <- function(x) class(x)
out <- f(aggregate(y ~ g, data = d, FUN = mean))

f <- function(x) class(x)
out <- f(quantile(d$y))

f <- function(x) class(x)
out <- f(summary(d$y))

f <- function(x) class(x)
out <- f(array(1:8, c(2, 2, 2)))

f <- function(x) class(x)
out <- f(outer(1:2, 1:2))

f <- function(x) class(x)
out <- f(Sys.time())

f <- function(x) class(x)
out <- f(quote(a + b))

f <- function(x) class(x)
out <- f(NULL)

f <- function(x) class(x)
out <- f(mean)

f <- function(x) is.array(x)
out <- f(tapply(d$x, d$g, mean))

f <- function(x, g) { t <- tapply(x, g, mean); dim(t) }
out <- f(d$x, d$g)

f <- function(x, g) { t <- tapply(x, g, mean); is.vector(t) }
out <- f(d$x, d$g)

f <- function(x, g) { t <- tapply(x, g, mean); inherits(t, "array") }
out <- f(d$x, d$g)

f <- function(x) { if (is.matrix(x)) "matrix" else class(x)[1] }
out <- f(tapply(d$x, d$g, mean))

out <- sum(list(1, 2))

out <- mean(list(1, 2))

out <- list(1, 2) + 1

out <- max(list(1, 2))

out <- sqrt(list(1, 4))

out <- log(list(1, 2))

out <- round(list(1.234, 2.345), 1)

out <- prod(list(1, 2))

out <- range(list(1, 2))

out <- median(list(1, 2, 3))

out <- sd(list(1, 2))

out <- cumsum(list(1, 2))

out <- -list(1, 2)

out <- list(1, 2) * list(3, 4)

l <- lapply(1:3, function(i) i^2)
out <- sum(l)

l <- lapply(1:3, function(i) i^2)
out <- l / 2

l <- lapply(1:3, function(i) i^2)
out <- mean(l)

l <- list(a = 1, b = 2)
out <- exp(l)

l <- map(1:3, ~ .x^2)
out <- max(l)

l <- strsplit("a b", " ")
out <- nchar(l)

l <- lapply(1:3, function(i) i^2)
out <- l > 2

l <- lapply(1:3, function(i) i^2)
out <- abs(l)

l <- split(d$x, d$g)
out <- sum(l)

out <- paste(list(1, 2))

out <- any(list(TRUE, FALSE))

out <- sum(unlist(list(1, 2)))

out <- quantile(list(1, 2), 0.5)

out <- rev(list(1, 2))

out <- length(list(1, 2))

out <- which.max(list(1, 2))

out <- as.numeric(list(1, 2))

x <- dir.create("kn_folder")
out <- x

dir.create("kn_f1")
x <- dir.create("kn_f1", showWarnings = FALSE)
out <- x

x <- file.create("kn1.txt")
out <- c(x, file.remove("kn1.txt"))

x <- file.remove("not_there.txt")
out <- x

x <- unlink("not_there.txt")
out <- x

options(digits = 7)
op <- options(digits = 4)
out <- op$digits
options(op)

op <- options(digits = 4)
a <- format(pi)
options(op)
out <- c(a, format(pi))

options(scipen = 0)
op <- options(scipen = 10)
out <- op$scipen
options(op)

x <- invisible(5)
out <- x

f <- function() invisible(3)
x <- f()
out <- x

x <- set.seed(1)
out <- is.null(x)

x <- suppressWarnings(as.numeric("a"))
out <- x

x <- print(3)
out <- x

x <- cat("a\n")
out <- is.null(x)

x <- message("a")
out <- is.null(x)

x <- writeLines("a")
out <- is.null(x)

x <- library(dplyr)
out <- is.character(x)

x <- require(dplyr)
out <- x

x <- requireNamespace("dplyr", quietly = TRUE)
out <- x

x <- suppressMessages(require(stats))
out <- x

x <- rm("v")
out <- is.null(x)

x <- write.csv(d, "kn2.csv")
out <- is.null(x)

x <- saveRDS(d, "kn2.rds")
out <- is.null(x)

x <- file.exists("kn5.rds")
out <- x

x <- Sys.setenv(KN_A = "1")
out <- x

x <- Sys.sleep(0)
out <- is.null(x)

x <- theme_set <- 2
out <- x

x <- assign("q", 3)
out <- x + q

x <- file.copy("kn6.txt", "kn7.txt")
out <- x

writeLines("a", "kn8.txt")
x <- file.rename("kn8.txt", "kn9.txt")
out <- x

x <- sapply(1:3, function(i) list(i))
out <- dim(x)

x <- sapply(1:3, function(i) list(a = i, b = "q"))
out <- dim(x)

x <- sapply(1:3, function(i) list(a = i, b = "q"))
out <- x["a", ]

x <- sapply(1:3, function(i) list(a = i, b = "q"))
out <- rownames(x)

x <- t(sapply(1:3, function(i) list(a = i, b = "q")))
out <- dim(x)

x <- sapply(c(u = 1, w = 2), function(i) list(a = i, b = "q"))
out <- unlist(x["a", ])

x <- sapply(1:3, function(i) list(a = i, b = "q"))
out <- ncol(x)

x <- apply(m, 1, function(r) list(sum(r)))
out <- dim(x)

x <- sapply(split(d, d$g), function(z) c(mean(z$y), sd(z$y)))
out <- dim(x)

x <- mapply(function(a, b) list(a = a, b = b), 1:2, 3:4)
out <- dim(x)

x <- mapply(function(a, b) c(a, b), 1:2, 3:4)
out <- dim(x)

x <- outer(1:2, 1:3, Vectorize(function(i, j) i + j))
out <- dim(x)

x <- vapply(1:3, function(i) c(m = i, s = 1), c(m = 0, s = 0))
out <- dim(x)

x <- sapply(1:3, summary)
out <- dim(x)

x <- replicate(3, c(1, 2))
out <- dim(x)

x <- replicate(3, list(a = 1, b = 2))
out <- dim(x)

x <- sapply(list(), length)
out <- dim(x)

x <- do.call(rbind, lapply(1:2, function(i) list(a = i, b = "q")))
out <- dim(x)

x <- do.call(rbind, lapply(1:2, function(i) list(a = i, b = "q")))
out <- as.data.frame(x)

x <- Reduce(rbind, list(1:2, 3:4))
out <- dim(x)

f <- function(t) { t <- round(t, 1); class(t) }
out <- f(tapply(d$x, d$g, mean))

f <- function(t) { t <- t * 2; class(t) }
out <- f(tapply(d$x, d$g, mean))

f <- function(t) { class(t[1:2]) }
out <- f(tapply(d$x, d$g, mean))

f <- function(t) { class(t["b"]) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(sort(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(as.vector(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(c(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(rev(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(exp(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(sapply(t, function(v) v + 0.5)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(t - mean(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(head(t, 2)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(t[!is.na(t)]) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(as.numeric(t)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(t + c(1, 2, 3)) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) { class(t[order(t)]) }
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) data.frame(g = names(t), m = t)
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) data.frame(m = as.numeric(t))
out <- f(tapply(d$y + 0.5, d$g, mean))

f <- function(t) class(t)
out <- f(tapply(d$y, list(d$g, d$id > 3), mean))

f <- function(v) as.data.frame(v)
out <- f(c(a = 1, b = 2))

f <- function(v) as.data.frame(v)
out <- f(tapply(d$y, d$g, mean))

f <- function(v) as.data.frame(v)
out <- f(table(d$g))

f <- function(v) as.data.frame(v)
out <- f(m)

f <- function(v) as.data.frame(v)
out <- f(list(a = 1:2, b = 3:4))

f <- function(v) as.data.frame(v)
out <- f(factor(c("u", "w")))

out <- as.data.frame(sapply(split(d$y, d$g), mean))

out <- as.data.frame(m[, "a"])

out <- as.data.frame(t(sapply(split(d$y, d$g), range)))

out <- c(a = 1, b = 2) |> as.data.frame()

f <- function(v) { r <- as.data.frame(v); names(r) <- "k"; r }
out <- f(c(5, 6))

x <- colMeans(m)
out <- as.data.frame(x)

options(digits = 5)
f <- function() { o <- options(digits = 3); on.exit(options(o)); format(pi) }
a <- f()
out <- c(a, format(pi))
options(digits = 7)

op <- options(digits = 3, mc.cores = 2)
a <- format(pi)
options(op)
out <- c(a, format(pi))

dir.create("kn_f2")
out <- 1

Sys.setenv(KN_B = "1")
out <- 1

if (dir.create("kn_f3", showWarnings = FALSE)) out <- "made" else out <- "there"

out <- Sys.setenv(KN_C = "1", KN_D = "2")

out <- as.Date("2020-01-05") + -lubridate::days(3)

f <- function(v) -v
out <- f(as.Date("2020-01-05") - as.Date("2020-01-01"))

f <- function(v) -v
out <- f(c(TRUE, FALSE))

f <- function(v) -v
out <- paste(f(c(1, NA, NaN)))

f <- function(v) -v
out <- f(c(a = 1, b = NA))

f <- function(v) -v
out <- f(data.frame(x = 1:2))

f <- function(v) -v
out <- f(matrix(1:4, 2))

f <- function(v) -v
out <- f(table(c("u", "v", "u")))

out <- -d$x

x <- c(0, 0)
out <- paste(x[1] / sum(x))

x <- c(a = 0, b = 0)
out <- x / sum(x)
