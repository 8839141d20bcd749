# Fragments of R with functions that scripts around mixtures use. start_of_asked.R precedes each of them.

out <- Reduce(`+`, 1:4)

out <- Reduce(`+`, 1:4, accumulate = TRUE)

out <- Reduce(function(a, b) paste0(a, b), c("a", "b", "c"), accumulate = TRUE)

out <- Reduce(function(a, b) paste0(a, b), c("a", "b", "c"), right = TRUE)

out <- Reduce(function(a, b) a * 2 + b, 1:3, right = TRUE)

out <- Reduce(`+`, 1:3, 10)

out <- Reduce(`+`, 1:3, 10, accumulate = TRUE)

out <- Reduce(function(a, b) b - a, 1:4, accumulate = TRUE, right = TRUE)

out <- Reduce(`+`, list(1, 2, 3), init = 100)

out <- Reduce(function(a, b) merge(a, b, by = "k"), list(data.frame(k = 1:2, a = 3:4), data.frame(k = 1:2, b = 5:6)))

out <- Reduce(rbind, list(c(a = 1, b = 2), c(3, 4)))

out <- Reduce(`+`, list(), 0)

out <- Reduce(`+`, list())

out <- anyDuplicated(c(1, 2, 1))

out <- anyDuplicated(c("a", "b"))

out <- anyDuplicated(data.frame(a = c(1, 1), b = c(2, 2)))

fact <- function(n) if (n <= 1) 1 else n * Recall(n - 1)
out <- fact(5)

out <- sapply(1:4, function(n) if (n <= 1) 1 else n * Recall(n - 1))

out <- Position(function(v) v > 2, c(1, 3, 5))

out <- Find(function(v) v > 2, c(1, 3, 5))

out <- Filter(function(v) v > 2, c(1, 3, 5))

out <- Filter(function(v) v > 2, c(a = 1, b = 3))

out <- Filter(is.numeric, d)

out <- Filter(Negate(is.null), list(a = 1, b = NULL, c = 3))

out <- Filter(nzchar, c("a", "", "b"))

out <- Position(is.na, d$x)

out <- Position(function(v) v > 2, c(1, 3, 5), right = TRUE)

out <- Find(function(v) v > 9, c(1, 3, 5))

out <- mapply(function(a, b, k) a + b + k, 1:2, 3:4, MoreArgs = list(k = 10))

out <- mapply(rep, 1:3, 3:1)

out <- mapply(function(n, m) n + m, c(a = 1, b = 2), c(3, 4))

out <- mapply(function(n, m) paste(n, m), c("u", "v"), c("x", "y"))

out <- mapply(function(n, m) paste(n, m), c("u", "v"), c("x", "y"), USE.NAMES = FALSE)

out <- mapply(function(n, m) c(n, m), 1:2, 3:4, SIMPLIFY = FALSE)

out <- mapply(rnorm, 0, 0:1)

out <- rapply(list(1, 2, list(3)), function(v) v * 2, how = "unlist")

out <- rapply(list(a = 1, b = "x"), function(v) v * 2, classes = "numeric", how = "replace")

out <- rapply(list(a = 1.5, b = "x"), toupper, classes = "character", how = "list")

out <- vapply(c(a = 1, b = 2), function(v) v * 2, numeric(1))

out <- vapply(c("u", "v"), nchar, integer(1))

out <- vapply(c("u", "v"), nchar, integer(1), USE.NAMES = FALSE)

out <- vapply(split(d$y, d$g), mean, numeric(1))

out <- vapply(1:2, function(i) c(lo = i, hi = i + 1), c(lo = 0, hi = 0))

out <- do.call(paste, list("a", "b", sep = "-"))

out <- do.call("sum", list(1, 2, NA, na.rm = TRUE))

out <- do.call(rbind, list(a = 1:2, b = 3:4))

out <- do.call(cbind, list(a = 1:2, b = 3:4))

out <- do.call(data.frame, list(a = 1:2, b = c("u", "v")))

args <- list(n = 3, mean = 10, sd = 0)
out <- do.call(rnorm, args)

out <- do.call(mean, list(x = c(1, NA), na.rm = TRUE))

f <- function(x, ...) do.call(paste, list(x, ...))
out <- f("a", "b", sep = "+")

out <- utf8ToInt("A")

out <- intToUtf8(c(72, 105))

out <- chartr("abc", "xyz", "aabbcc")

r <- tibble(id = 1:2, l = list(list(p = 1, q = "u"), list(p = 2, q = "v")))
out <- r %>% unnest_wider(l)

out <- Map(function(a, b) a + b, 1:2, 3:4)

out <- Map(function(n, v) paste(n, v), c(a = "u", b = "w"), c("x", "y"))

out <- array(1:8, c(2, 2, 2))[, , 1]

out <- outer(c(a = 1, b = 2), c(u = 1, v = 2))

out <- rowsum(d$y, d$g)

out <- nchar(strsplit("a bb", " ")[[1]])

out <- rev(strsplit("abc", "")[[1]])

out <- identical(c(a = 1), c(a = 1))

out <- all.equal(1, 1 + 1e-10)

out <- isTRUE(all.equal(1, 2))

out <- tryCatch(stop("no"), error = function(e) conditionMessage(e))

out <- tryCatch(warning("hm"), warning = function(w) class(w))

out <- inherits(try(log("a"), silent = TRUE), "try-error")

out <- switch("b", a = 1, b = 2)

out <- nchar(sprintf("%05d", 42L))

out <- sprintf("%s has %d", c("a", "b"), 1:2)

out <- vapply(list(1:3, 4:6), sum, numeric(1))

out <- array(1:3)

out <- atanh(0.5)

out <- cumall(c(TRUE, FALSE, TRUE))

out <- trimws("  a ")

out <- rapply(list(1.234, 2.345), round, how = "unlist", digits = 1)

out <- max.col(matrix(c(1, 3, 2, 9, 0, 1), 2))

out <- acosh(2)

out <- asinh(1)

out <- seq_len(0)

out <- nchar("abc", type = "chars")

out <- rownames(do.call(rbind, list(a = 1:2, b = 3:4)))

out <- mapply(identity, c(a = 1, b = 2))

out <- sapply(list(a = 1:3, b = 4:6), range)

out <- sapply(c("x", "y"), function(n) mean(d[[n]], na.rm = TRUE))

out <- Reduce(function(a, b) paste(a, b), list("x", "y", "z"), accumulate = TRUE)

out <- unlist(Map(`+`, 1:3, 4:6))

out <- Reduce(intersect, list(1:4, 2:5, 3:6))

out <- Reduce(union, list(1:2, 2:3))

out <- Reduce(`%in%`, list(1, 1:3))

t <- data.frame(label = c("a", "b"), n = c(2, 1)); best <- t$label[t$n == 1]; out <- switch(best, a = "x", b = "y", "z")

t <- data.frame(label = c("a", "b"), n = c(2, 1)); best <- subset(t, n == 2)$label; out <- switch(best, a = 1, b = 2)

f <- function(k) switch(k, x = "one", y = "two", "three"); out <- c(f(2), f("y"), f(3), f("other"))

f <- function(k) switch(k, x = "one", y = "two"); out <- is.null(f(5))

x <- 100; out <- with(d, sum(get("y")))

y <- 100; out <- with(d, sum(get("y")))

y <- 100; out <- summarise(d, s = sum(get("y")))$s

k <- "y"; out <- mutate(d, z = get(k) * 2)$z

out <- sapply(c("x", "y"), function(k) with(d, sum(get(k), na.rm = TRUE)))

out <- numeric(0); for (k in c("x", "y")) out[k] <- with(d, mean(get(k), na.rm = TRUE))

d2 <- d; names(d2)[3] <- "b_1"; k <- 1; out <- with(d2, max(get(paste0("b_", k))))

out <- count(d, g, wt = y / sum(y))$n

out <- count(d, g, wt = n_distinct(y), name = "kinds")$kinds

out <- d %>% group_by(g) %>% tally(wt = mean(y)) %>% pull(n)

out <- add_count(d, g, wt = y)$n

out <- with(d, get("max")(y))
