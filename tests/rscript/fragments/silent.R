# Fragments whose values could be wrong without a message; each leaves its value in out.

split_by <- split(1:6, c("a", "b"))
out <- split_by

colnames(m) <- NULL
out <- m

x <- character()
for (n in names(d)) if (is.numeric(d[[n]])) x[n] <- mean(d[[n]], na.rm = TRUE)
out <- x

out <- str_locate(c("banana", "x"), "an")

out <- levels(forcats::as_factor(c("z", "a", NA, "z")))

out <- contr.treatment(3)

out <- contr.sum(3)

out <- c(factor(c("b", "a")), "z")

out <- c("z", factor(c("b", "a")), 2)

out <- unlist(list(factor(c("b", "a")), "z"))

out <- as.data.frame(t(m))$r1

out <- all.equal(c(1, 2), c(1.1, 2))

out <- isTRUE(all.equal(c(1, 1e9), c(1 + 1e-6, 1e9)))

out <- isTRUE(all.equal(c(1, NA), c(1, 2)))

out <- isTRUE(all.equal(1, 1.05, tolerance = 0.1))

out <- class(y ~ x)

out <- class(list(1))

out <- class(sum)

out <- sapply(d, class)

out <- sapply(d[0, ], class)

out <- lapply(d, typeof)

for (n in names(d)) cat(n, ":", class(d[["x"]]), "\n")
out <- n

d2 <- d %>% mutate(y = x * 2, z = id + 1L) %>% filter(id > 1)
out <- c(class(d2$y), class(d2$z), typeof(d2$id))

d$id <- d$id / 2
out <- class(d$id)

if (nrow(d) > 100) d$id <- "a"
out <- tryCatch(nchar(class(d$id)) > 0, error = function(e) TRUE)

out <- nchar(class(d[0, "s"]))

x <- list(a = 1, b = "z", c = 1:3)
out <- sapply(x, class)

cat("Mean =", mean(d$i), "\n")
out <- 1

cat(1/3, 1e5, 123456.789, 1e-15, 100000L, "\n")
out <- 1

cat(character(0), "x", NULL, "y", character(0), "\n")
out <- 1

cat(as.character(d$g), sep = "\n")
out <- 1

x <- 7
cat("x", x, "\n")
out <- x

message("to the stream of errors")
cat("shown\n")
out <- 1

f <- function(v) y <- v * 2
out <- f(4)

f <- function(x) { x[2] <- 9 }
out <- f(c(1, 2))

f <- function(d) d$x <- d$id * 2
out <- f(d)

y <- 100
f <- function(x) y <- x * 2
out <- c(f(1), y)

res <- numeric(3)
out <- c(sapply(1:3, function(i) res[i] <<- i * 2), res)

f <- function(x) if (x > 1) z <- x else w <- -x
out <- c(f(2), f(0))

out <- lapply(1:2, function(i) { w <- i; w2 <- w + 1 })

f <- function(v) names(v) <- c("p", "q")
out <- f(1:2)

out <- c(format(Inf), format(c(1.5, -Inf)), formatC(Inf, digits = 2, format = "f"))

out <- format(c(TRUE, NA))

out <- c(list(1), 2, "a")

out <- c(list(1), list("a"), list(NULL))

out <- c(a = 1, list(b = "x"))

x <- list()
for (i in 1:3) x <- c(x, list(if (i == 2) "two" else i))
out <- x

out <- c(100000L * 100000L, 2147483647L + 1L, 2147483647L)

out <- range(c(2, 5), 1, NA, na.rm = TRUE)

out <- c(is.logical(NA), is.numeric(NA), is.character(NA))

out <- is.null(nrow(c(1, 2)))

out <- split(d[1:4, c("id", "i")], c(1, 2))$`2`

out <- bind_rows(c(a = 1, b = 2), c(b = 3, c = 4))

out <- bind_rows(list(x = c(a = 1, b = 2), y = c(a = 3, b = 4)), .id = "m")

out <- bind_rows(list(c(p = 1), NULL, c(p = 2)), .id = "k")

out <- bind_rows(list(a = c(p = 1, q = 2), b = 2))

out <- bind_rows(list(a = 1, b = 2))

out <- bind_rows(list(c(a = 1), data.frame(a = 2, z = "k")))

out <- bind_rows(data.frame(a = 1), list(data.frame(a = 2)), c(a = 3))

out <- bind_rows(list(u = list(a = 1, b = "x"), v = list(a = 2, b = "y")), .id = "k")

out <- bind_rows(m[1, ], m[2, ])

out <- map_dfr(1:3, ~ c(lo = .x, hi = .x^2))

out <- map_dfr(c(u = 1, v = 2), ~ c(lo = .x, hi = .x^2), .id = "k")

out <- map_dfr(1:2, ~ c(lo = .x, hi = .x^2), .id = "k")

out <- map_dfr(list(a = 1, b = 2), ~ .x)

out <- map_dfr(c(a = 1, b = 2), ~ quantile(c(.x, 5), c(.1, .9)))

out <- map_dfr(list(x = 1, y = NULL), ~ if (is.null(.x)) NULL else c(a = .x), .id = "k")

out <- map_dfr(list(first = m, second = 2 * m), ~ .x["r2", c("a", "c")], .id = "model")

out <- imap_dfr(c(a = 1, b = 2), ~ c(v = .x, w = 2))

out <- map2_dfr(1:2, 3:4, ~ c(v = .x, w = .y))

out <- pmap_dfr(list(a = 1:2, b = 3:4), function(a, b) c(v = a, w = b))

side <- function(v) data.frame(s = c("p", "q", "u"), v, row.names = NULL)
out <- side(m)

side <- function(v) data.frame(s = c("p", "q", "u"), v)
out <- side(m)

side <- function(v) data.frame(s = c("p", "q", "u"), v)
out <- side(unname(m))

side <- function(v) data.frame(s = c("p", "q", "u"), v)
out <- side(c(x = 1, y = 2, z = 3))

side <- function(v) data.frame(s = c("p", "q", "u"), v)
out <- side(matrix(1:3, 3))

side <- function(v) data.frame(s = c("p", "q"), v, z = 1)
out <- side(list(q = 1:2, w = c("k", "l")))

side <- function(v, w) data.frame(v, s = 1, w)
out <- side(c(x = 1, y = 2, z = 3), m)

side <- function(v) data.frame(s = 1, v, m)
out <- side(data.frame(s = c("k", "l", "n"), w = 1:3))

z <- ranges <- sapply(list(a = 1:3, b = 4:9), range)
out <- data.frame(k = 1:2, z) %>% mutate(twice = 2 * a)

out <- data.frame(x = c(1.25, 2), n = 1:2, w = c(3, 4)) %>% mutate(across(where(is.double), ~ round(.x, 1)))

out <- d %>% group_by(s) %>% mutate(across(where(is.double), abs)) %>% ungroup()

out <- c(dim(unname(m)), is.null(rownames(unname(m))), unname(m)[2, 3])

bare <- function(v) dim(unname(v))
out <- bare(m)

out <- unname(c(a = 1, b = 2))

out <- unname(list(a = 1, b = "k"))

out <- unname(sapply(list(a = 1:3, b = 4:9), range))

out <- 0
for (i in 1:4) {
  if (i == 2) next()
  if (i == 4) { break() } else { out <- out + i }
}

out <- sapply(list("a", "bc"), nchar)

out <- sapply(list("a", "bc", "d"), function(s) paste0(s, "!"))

out <- sapply(list(NULL, 1:3), length)

out <- sapply(list("a", NULL), is.null)

out <- sapply(list(c("a", "b"), "c"), length)

out <- names(sapply(list("a", "b"), toupper))

words <- list("x", "yy"); out <- sapply(words, nchar)

out <- sapply(strsplit("a b", " ")[[1]], nchar)

out <- vapply(list("a", "bc"), nchar, 1L)

ag <- aggregate(x ~ g, d, range); out <- names(ag)

ag <- aggregate(x ~ g, d, range); out <- dim(ag)

ag <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v))); out <- ag$i[, "m"]

ag <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v))); out <- ncol(ag)

ag <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v))); out <- do.call(data.frame, ag)

options(digits = 3); out <- format(pi * 100)

options(digits = 3); out <- 1; cat(pi, "\n")

options(digits = 3); out <- paste(pi)

options(digits = 3); out <- signif(pi * 1000, 5)

options(digits = 3); out <- d$x

options(digits = 3, scipen = 999); out <- format(1e10)

options(scipen = 999); out <- 1; cat(1e10, 1e-7, "\n")

options(scipen = 999); out <- paste(1e5)

out <- cut(as.Date(c("2024-01-05", "2024-02-01")), "month")

out <- sum(c(2147483647L, 1L))

e <- data.frame(t = as.Date("2024-01-10") - as.Date(c("2024-01-01", "2024-01-03"))); out <- e$t + 1

e <- data.frame(t = as.Date("2024-01-10") - as.Date(c("2024-01-01", "2024-01-03"))); out <- as.numeric(e$t)

e <- data.frame(a = as.Date("2024-01-10"), b = as.Date(c("2024-01-01", "2024-01-03"))); e$t <- e$a - e$b; out <- e$t * 2

e <- data.frame(a = as.Date("2024-01-10"), b = as.Date(c("2024-01-01", "2024-01-03"))); e$t <- e$a - e$b; out <- mean(e$t)

options(digits = 3); a <- format(2 / 3); options(digits = 7); out <- c(a, format(2 / 3))

options(scipen = -3); out <- format(1000)

options(scipen = 10); out <- as.character(c(1e5, 1e-10, 123456))

out <- dimnames(table(d$g, d$s))[[2]]

out <- dimnames(table(d$g))[[1]]

old <- options(digits = 4); a <- format(pi); options(old); out <- c(a, format(pi))
