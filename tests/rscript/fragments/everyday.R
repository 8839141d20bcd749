# Fragments of R of everyday scripts: control, functions applied, arrays, dates, models. start_of_everyday.R precedes each of them.

r <- capture.output(print(1:3)); out <- r

r <- capture.output(print(d)); out <- r

r <- capture.output(print(c(a = 1, b = 2.5))); out <- r

r <- capture.output(cat("a\nb\n")); out <- r

r <- capture.output(print("x"), cat("z\n")); out <- length(r)

r <- capture.output({ print(1); print(2) }); out <- r

r <- capture.output(invisible(3)); out <- length(r)

r <- paste(capture.output(print(m)), collapse = "|"); out <- r

r <- capture.output(x <- 5); out <- x

r <- capture.output(1 + 1); out <- r

r <- capture.output(str(1:3)); out <- r

r <- capture.output(summary(c(1, 2, 3))); out <- r

r <- capture.output(table(d$g)); out <- r

for (n in c("u", "w")) assign(n, nchar(n) + 5); out <- u + w

for (i in 1:3) assign(paste0("var", i), i^2); out <- var1 + var3

for (i in 1:2) assign(paste0("q", i), i); out <- get("q2")

for (i in 1:2) assign(paste0("q", i), i); out <- mget(c("q1", "q2"))

e <- new.env(); assign("a", 3, envir = e); out <- get("a", envir = e)

e <- new.env(); e$count <- 0; f <- function() e$count <- e$count + 1; f(); f(); out <- e$count

e <- new.env(); e[["k"]] <- 5; out <- ls(e)

e <- new.env(); assign("a", 3, envir = e); out <- exists("b", envir = e, inherits = FALSE)

f <- function(v) { if (v) { on.exit(cat("bye\n")) }; cat("hi\n"); 1 }; out <- f(TRUE); cat("x\n")

f <- function(v) { on.exit(cat("bye\n")); cat("hi\n"); v }; out <- f(2); cat("x\n")

f <- function(v) { on.exit(cat("one\n")); on.exit(cat("two\n"), add = TRUE); v }; out <- f(2); cat("x\n")

a <- list(c(1, 2, NA), na.rm = TRUE); out <- do.call(mean, a)

a <- list(c(1, 2, NA), na.rm = TRUE); out <- do.call("mean", a)

a <- list(1:3, 4:6); out <- do.call(rbind, a)

a <- list(a = 1:3, b = 4:6); out <- do.call(cbind, a)

a <- list(a = 1:3, b = 4:6); out <- do.call(data.frame, a)

f <- function(x, y = 2) x * 10 + y; args <- list(y = 3, x = 1); out <- do.call(f, args)

f <- function(x, y = 2) x * 10 + y; args <- list(4); out <- do.call(f, args)

f <- function(...) sum(...); args <- as.list(1:4); out <- do.call(f, args)

args <- list("a", "b", sep = "-"); out <- do.call(paste, args)

args <- c(list("a", "b"), sep = "-"); out <- do.call("paste", args)

args <- list(from = 1, to = 9, by = 4); out <- do.call(seq, args)

args <- list(5, mean = 5, sd = 2); out <- do.call("dnorm", args)

l <- list(d[1:2, ], d[5, ]); out <- do.call(rbind, l)

l <- split(d, d$g); out <- do.call(rbind, lapply(l, function(s) data.frame(g = s$g[1], m = mean(s$x))))

l <- split(d$x, d$g); out <- do.call(rbind, lapply(l, range))

l <- split(d$x, d$g); out <- do.call(cbind, l)

out <- do.call(what = "sum", args = list(1, 2, 3))

f <- function(x) switch(x, a = , b = "AB", c = "C", "other"); out <- c(f("a"), f("b"), f("c"), f("z"))

f <- function(x) switch(x, a = 1, b = 2); out <- is.null(f("q"))

f <- function(i) switch(i, "one", "two", "three"); out <- f(2)

f <- function(i) switch(i, "one", "two"); out <- is.null(f(3))

f <- function(x) { switch(x, a = { y <- 1 }, b = { y <- 2 }, stop("no such: ", x)); y * 10 }; out <- f("b")

f <- function(x) { switch(x, a = { y <- 1 }, b = { y <- 2 }, stop("no such: ", x)); y * 10 }; out <- tryCatch(f("q"), error = function(e) conditionMessage(e))

f <- function(x) switch(class(x)[1], numeric = "num", character = "chr", "else"); out <- c(f(1), f("a"), f(TRUE))

f <- function(type = c("one", "two")) { type <- match.arg(type); switch(type, one = 1, two = 2) }; out <- c(f(), f("two"))

i <- 0; repeat { i <- i + 1; if (i %% 2 == 0) next; if (i > 6) break }; out <- i

i <- 0; while (TRUE) { i <- i + 3; if (i > 10) break }; out <- i

s <- 0; for (i in 1:10) { if (i %% 3 == 0) next; if (i > 8) break; s <- s + i }; out <- s

n <- 27; k <- 0; while (n != 1) { n <- if (n %% 2 == 0) n / 2 else 3 * n + 1; k <- k + 1 }; out <- k

s <- c(); for (nm in names(v)) s <- c(s, nm); out <- s

s <- 0; for (x in list(1, "a", TRUE)) s <- s + length(x); out <- s

for (i in seq_along(v)) { if (is.na(v[i])) v[i] <- 9 }; out <- v

for (i in seq_len(0)) stop("no"); out <- 1

x <- 5; while (x > 0) x <- x - 2; out <- x

for (i in 1:3) { }; out <- i

for (r in seq_len(nrow(d))) d$x[r] <- d$x[r] * 2; out <- d$x

out <- tryCatch(stop("bad"), error = function(e) conditionMessage(e))

out <- tryCatch(warning("uh"), warning = function(w) paste("W:", conditionMessage(w)))

out <- tryCatch({ warning("uh"); 1 }, warning = function(w) 2, error = function(e) 3)

out <- tryCatch(as.numeric("x"), warning = function(w) -1)

out <- tryCatch(log(-1), warning = function(w) conditionMessage(w))

out <- tryCatch(1:3 + 1:2, warning = function(w) conditionMessage(w))

out <- tryCatch({ 5 }, error = function(e) 1, finally = cat("fin\n")); cat("k\n")

out <- tryCatch(stop("a"), error = function(e) "E", finally = cat("fin\n")); cat("k\n")

out <- tryCatch({ x <- 3; x + 1 }, finally = { cat("fin\n") }); cat(x, "\n")

r <- try(log("a"), silent = TRUE); out <- class(r)

r <- try(log("a"), silent = TRUE); out <- inherits(r, "try-error")

r <- try(stop("oops"), silent = TRUE); out <- as.character(r)

r <- try(5, silent = TRUE); out <- r

f <- function(x) { if (x < 0) stop("negative: ", x, call. = FALSE); sqrt(x) }; out <- sapply(c(4, -1, 9), function(z) tryCatch(f(z), error = function(e) NA))

f <- function(x) tryCatch({ if (x > 1) return("early"); "late" }, error = function(e) "err"); out <- c(f(0), f(2))

res <- withCallingHandlers({ warning("w1"); "val" }, warning = function(w) { cat("caught", conditionMessage(w), "\n"); invokeRestart("muffleWarning") }); out <- res; cat("q\n")

out <- suppressWarnings(as.numeric(c("1", "b")))

out <- tryCatch(message("hello"), message = function(m) conditionMessage(m))

out <- tryCatch(signalCondition(simpleCondition("sig"), "x"), condition = function(c) "cond")

cond <- simpleError("custom"); out <- tryCatch(stop(cond), error = function(e) conditionMessage(e))

cond <- structure(class = c("myErr", "error", "condition"), list(message = "mine", call = NULL)); out <- tryCatch(stop(cond), myErr = function(e) paste("got", conditionMessage(e)))

out <- tryCatch(stopifnot(1 == 2), error = function(e) conditionMessage(e))

out <- tryCatch(stopifnot("x must be positive" = -1 > 0), error = function(e) conditionMessage(e))

stopifnot(is.numeric(1), 2 > 1, all(c(TRUE, TRUE))); out <- 1

out <- tryCatch(stopifnot(c(TRUE, FALSE, TRUE)), error = function(e) conditionMessage(e))

out <- tryCatch(stopifnot(is.character(d$g), nrow(d) == 7), error = function(e) conditionMessage(e))

f <- function(m = c("linear", "quad")) { m <- match.arg(m); m }; out <- c(f(), f("quad"), f("q"))

f <- function(m = c("linear", "quad")) { m <- match.arg(m); m }; out <- tryCatch(f("zz"), error = function(e) conditionMessage(e))

out <- match.arg("me", c("mean", "median"), several.ok = TRUE)

out <- match.arg("med", c("mean", "median"))

f <- function(a, b) { if (missing(b)) "no b" else b }; out <- c(f(1), f(1, "yes"))

f <- function(a, b = 2) missing(b); out <- c(f(1), f(1, 2))

f <- function(x) { invisible(x * 2) }; f(3); y <- f(4); out <- y

f <- function(x) { invisible(x * 2) }; (f(3)); out <- 1

f <- function(x, ...) { args <- list(...); length(args) }; out <- f(1, 2, 3)

f <- function(...) names(list(...)); out <- f(a = 1, 2)

f <- function(...) ..2; out <- f(5, 6)

f <- function(...) nargs(); out <- f(1, 2, 3)

f <- function(...) ...length(); out <- f(1, 2, 3)

f <- function(n) if (n <= 1) 1 else n * Recall(n - 1); out <- f(5)

out <- sapply(1:5, function(n) if (n <= 1) 1 else n * Recall(n - 1))

fib <- function(n) if (n < 2) n else fib(n - 1) + fib(n - 2); out <- sapply(0:8, fib)

f <- function() { x <- 1; g <- function() x <<- x + 1; g(); g(); x }; out <- f()

make <- function() { n <- 0; function() { n <<- n + 1; n } }; a <- make(); a(); out <- a()

f <- function(x) { x$z <- 1; x }; l <- list(y = 2); k <- f(l); out <- c(length(l), length(k))

f <- function(x, fun = mean, ...) fun(x, ...); out <- f(c(1, NA, 3), na.rm = TRUE)

compose <- function(f, g) function(x) g(f(x)); h <- compose(sqrt, function(z) z + 1); out <- h(9)

out <- (function(x, y) x^y)(2, 3)

out <- (\(x) x + 1)(2)

f <- function(x) { stopifnot(is.numeric(x)); x }; out <- tryCatch(f("a"), error = function(e) conditionMessage(e))

out <- Reduce(`+`, 1:4, accumulate = TRUE)

out <- Reduce(function(a, b) paste0(a, b), c("x", "y", "z"))

out <- Reduce(function(a, b) a * b, 1:5, accumulate = TRUE)

out <- Reduce(`+`, list(1, 2, 3), 100)

out <- Reduce(function(a, b) merge(a, b, by = "k"), list(data.frame(k = 1:2, a = 3:4), data.frame(k = 1:2, b = 5:6), data.frame(k = 2:1, c = 7:8)))

out <- Reduce(`+`, 1:4, accumulate = TRUE, right = TRUE)

out <- Vectorize(function(a, b) a + b)(1:3, 2)

f <- Vectorize(function(n, k) if (n > k) n else k); out <- f(1:4, 2)

out <- identity(5)

out <- is.environment(globalenv())

out <- body(function(x) x + 1)

out <- formals(function(x, y = 2) x)$y

out <- names(formals(function(x, y = 2) x))

out <- args(sum)

out <- deparse(quote(x + y))

f <- function(x) deparse(substitute(x)); out <- f(a + b)

out <- eval(parse(text = "1 + 2"))

x <- 3; out <- eval(quote(x * 2))

out <- with(d, mean(x))

out <- within(d, { z <- x * 2; w <- y + 1 })

out <- local({ a <- 2; a * 3 })

out <- is.null(NULL) && TRUE

out <- xor(TRUE, FALSE)

out <- isTRUE(c(TRUE, TRUE))

out <- any(d$x > 3, na.rm = TRUE)

out <- ifelse(is.na(v), 0, v)

if (nrow(d) > 3) { out <- "big" } else if (nrow(d) > 1) { out <- "mid" } else { out <- "small" }

out <- if (FALSE) 1

x <- if (TRUE) "a" else "b"; out <- x

f <- function(x) { if (x) return(invisible(NULL)); 5 }; out <- f(FALSE)

x <- 1:6; x[x > 3] <- 0L; storage.mode(x) <- "double"; out <- x

x <- m; storage.mode(x) <- "integer"; out <- storage.mode(x)

out <- storage.mode(d$x)

x <- c("1", "2"); storage.mode(x) <- "numeric"; out <- sum(x)

x <- c("1", "2"); mode(x) <- "numeric"; out <- sum(x)

out <- mode(d$g)

out <- typeof(1:2)

out <- nchar(c("abc", NA, ""))

out <- vapply(list(1:3, 4:6), sum, numeric(1))

out <- vapply(list(a = 1:3, b = 4:6), function(z) z[1] * 1.0, FUN.VALUE = numeric(1))

out <- vapply(list(a = 1:3, b = 4:6), range, numeric(2))

out <- vapply(c("a", "bb"), nchar, integer(1))

out <- vapply(c("a", "bb"), nchar, integer(1), USE.NAMES = FALSE)

out <- vapply(split(d$x, d$g), mean, 0)

out <- tryCatch(vapply(1:3, function(i) "a", numeric(1)), error = function(e) "stopped")

out <- vapply(list(), length, integer(1))

out <- vapply(1:3, function(i) c(a = i, b = i^2), c(a = 0, b = 0))

out <- vapply(d, is.numeric, logical(1))

out <- mapply(function(x, y) x + y, 1:3, 4:6)

out <- mapply(rep, 1:3, 3:1)

out <- mapply(function(x, y) c(x, y), 1:3, 4:6)

out <- mapply(function(x, y) c(x, y), 1:3, 4:6, SIMPLIFY = FALSE)

out <- mapply(function(x, y) paste(x, y), c(a = "A", b = "B"), c("p", "q"))

out <- mapply(function(x, y) paste(x, y), c("A", "B"), c("p", "q"))

out <- mapply(function(x, y) paste(x, y), c("A", "B"), c("p", "q"), USE.NAMES = FALSE)

out <- mapply(function(x, p) x^p, 2:4, MoreArgs = list(p = 2))

out <- mapply(identity, c(a = 1, b = 2))

out <- mapply(function(n, m) n * m, list(a = 1, b = 2), list(3, 4))

out <- Map(function(x, y) x + y, 1:2, 3:4)

out <- Map(function(x, y) x + y, c(a = 1, b = 2), 3:4)

out <- Map(function(n, v) paste(n, v), c("u", "w"), 1:2)

out <- Map(`+`, 1:2, 3:4)

out <- Map(function(k, v) v * 2, names(list(p = 1, q = 2)), list(p = 1, q = 2))

out <- Filter(function(x) x > 2, c(1, 3, 5))

out <- Filter(function(x) x > 2, c(a = 1, b = 3))

out <- Filter(is.numeric, list(1, "a", 3))

out <- Filter(is.numeric, d)

out <- Filter(Negate(is.null), list(1, NULL, 2))

out <- Filter(nchar, c("a", "", "b"))

out <- Negate(is.na)(v)

notin <- Negate(`%in%`); out <- notin(1:3, 2)

out <- Position(function(x) x > 2, c(1, 3, 5))

out <- Find(function(x) x > 2, c(1, 3, 5))

out <- rapply(list(1, "a", list(2, "b")), function(x) x * 10, classes = "numeric", how = "unlist")

out <- rapply(list(a = 1, b = list(c = 2)), function(x) x + 1, how = "list")

out <- rapply(list(a = 1, b = "z"), function(x) x * 2, classes = "numeric", how = "replace")

out <- outer(1:3, 1:4)

out <- outer(1:3, 1:2, "+")

out <- outer(1:2, 1:3, function(x, y) x^2 + y)

out <- outer(c(a = 1, b = 2), c(u = 3, w = 4))

out <- outer(c("a", "b"), 1:2, paste0)

out <- outer(1:2, 1:2, Vectorize(function(i, j) m[i, j]))

out <- 1:3 %o% 1:2

x <- 1:3; names(x) <- x; out <- outer(x, x, FUN = "-")

out <- sweep(m, 2, colMeans(m))

out <- sweep(m, 1, rowSums(m), "/")

out <- sweep(m, 2, apply(m, 2, sd), FUN = "/")

out <- sweep(as.matrix(d[, c("x", "y")]), 2, c(1, 2), `*`)

s <- scale(m); out <- attr(s, "scaled:center")

s <- scale(m); out <- attr(s, "scaled:scale")

s <- scale(d$x); out <- s[, 1]

s <- scale(d$x); out <- as.numeric(s)

s <- scale(d[, c("x", "y")], scale = FALSE); out <- s[1:2, ]

s <- scale(m, center = c(1, 2, 3), scale = FALSE); out <- attributes(s)$`scaled:center`

out <- names(attributes(scale(m)))

s <- scale(d$x); out <- dim(s)

d$z <- scale(d$x)[, 1]; out <- d$z

a <- data.frame(k = c(1, 2, 3), v = c(4, 5, 6)); b <- data.frame(k = c(3, 1, 5), v = c(7, 8, 9)); out <- merge(a, b, by = "k", suffixes = c("_l", "_r"))

a <- data.frame(k = c(1, 2, 3), v = c(4, 5, 6)); b <- data.frame(k = c(3, 1, 5), v = c(7, 8, 9)); out <- merge(a, b, by = "k", all = TRUE)

a <- data.frame(k = c(1, 2, 3), v = c(4, 5, 6)); b <- data.frame(k = c(3, 1, 5), w = c(7, 8, 9)); out <- merge(a, b, all.x = TRUE)

a <- data.frame(id = c(1, 2, 3), v = c(4, 5, 6)); b <- data.frame(key = c(3, 1, 5), w = c(7, 8, 9)); out <- merge(a, b, by.x = "id", by.y = "key")

a <- data.frame(k = c("b", "a"), v = 1:2); b <- data.frame(k = c("a", "b", "b"), w = 3:5); out <- merge(a, b)

a <- data.frame(k = c("b", "a"), v = 1:2); b <- data.frame(k = c("a", "b", "b"), w = 3:5); out <- merge(a, b, sort = FALSE)

a <- data.frame(x = 1:2); b <- data.frame(y = 3:4); out <- merge(a, b)

w <- data.frame(id = 1:2, t1 = c(5, 6), t2 = c(7, 8)); out <- reshape(w, direction = "long", varying = c("t1", "t2"), v.names = "t", timevar = "time", times = 1:2, idvar = "id")

w <- data.frame(id = 1:2, x.1 = c(5, 6), x.2 = c(7, 8)); out <- reshape(w, direction = "long", varying = c("x.1", "x.2"), idvar = "id")

l <- data.frame(id = c(1, 1, 2, 2), time = c(1, 2, 1, 2), x = c(5, 7, 6, 8)); out <- reshape(l, direction = "wide", idvar = "id", timevar = "time")

l <- data.frame(id = c(1, 1, 2, 2), time = c(1, 2, 1, 2), x = c(5, 7, 6, 8)); out <- reshape(l, direction = "wide", idvar = "id", timevar = "time", v.names = "x", sep = "_")

out <- cut(d$x, breaks = c(-2, 0, 2, 5))

out <- cut(d$x, breaks = c(-2, 0, 2, 5), labels = c("lo", "mid", "hi"))

out <- cut(d$x, breaks = c(-2, 0, 2, 5), labels = FALSE)

out <- cut(d$x, 3)

out <- cut(d$x, 3, labels = c("a", "b", "c"))

out <- cut(d$x, breaks = c(-Inf, 1, Inf), right = FALSE)

out <- cut(d$x, breaks = quantile(d$x), include.lowest = TRUE)

out <- cut(d$x, breaks = c(-1, 2, 4), include.lowest = TRUE, ordered_result = TRUE)

out <- table(cut(d$x, breaks = c(-2, 0, 2, 5)))

out <- cut(0:10, 5, dig.lab = 2)

out <- findInterval(d$x, c(0, 2, 3))

out <- findInterval(c(1, 2, 3), c(1, 2, 3), left.open = TRUE)

out <- findInterval(c(1, 3), c(1, 2, 3), rightmost.closed = TRUE)

out <- ave(d$x, d$g)

out <- ave(d$x, d$g, FUN = function(z) z - mean(z))

out <- ave(d$x, d$g, FUN = seq_along)

out <- ave(d$id, d$g, d$y, FUN = length)

out <- rowsum(d$x, d$g)

out <- rowsum(d[, c("x", "y")], d$g)

out <- rowsum(m, c("u", "w", "u"))

out <- rowsum(c(1, 2, 3), c("b", "a", "b"), reorder = FALSE)

t <- table(d$g, d$h); out <- t

t <- table(d$g, d$h); out <- prop.table(t)

t <- table(d$g, d$h); out <- prop.table(t, 1)

t <- table(d$g, d$h); out <- prop.table(t, margin = 2)

t <- table(d$g, d$h); out <- addmargins(t)

t <- table(d$g, d$h); out <- addmargins(t, 1)

t <- table(d$g, d$h); out <- round(addmargins(prop.table(t)), 2)

t <- table(d$g, d$h); out <- t["a", "lo"]

t <- table(d$g, d$h); out <- rowSums(t)

t <- table(d$g, d$h); out <- dim(t)

t <- table(d$g, d$h); out <- as.data.frame(t)

t <- table(g = d$g, h = d$h); out <- as.data.frame(t, responseName = "n")

t <- table(d$g, d$h); out <- margin.table(t, 1)

t <- table(d$g, d$h); out <- apply(t, 1, sum)

t <- table(d$g); out <- t[["a"]]

t <- table(d$g); out <- names(t)

t <- table(d$g); out <- sort(t, decreasing = TRUE)

t <- table(d$g); out <- rev(sort(t))[1]

t <- table(d$g); out <- names(which.max(t))

t <- table(d$g); out <- as.vector(t)

t <- table(d$g, useNA = "ifany"); out <- length(t)

t <- table(c(1, NA, 1), useNA = "always"); out <- as.vector(t)

t <- table(d$x > 1); out <- t["TRUE"]

t <- table(d$x > 1, d$g, dnn = c("big", "g")); out <- names(dimnames(t))

out <- xtabs(~ g + h, data = d)

out <- xtabs(x ~ g, data = d)

out <- apply(m, 1, function(r) r * 2)

out <- apply(m, 2, range)

out <- apply(m, c(1, 2), function(z) z + 1)

out <- apply(m, 1, function(r) paste(r, collapse = "-"))

out <- apply(m, 1, which.max)

out <- apply(m, 2, sort)

out <- apply(m, 1, function(r) r[r > 1])

out <- apply(m, 2, quantile, probs = c(.25, .75))

out <- apply(d[, c("x", "y")], 1, sum)

out <- apply(as.matrix(d[, c("x", "y")]), 1, function(r) r["x"] + r["y"])

out <- apply(m, 1, function(r) names(r)[which.max(r)])

out <- apply(m, 2, function(col) c(mean = mean(col), sd = sd(col)))

out <- t(apply(m, 1, cumsum))

a <- array(1:24, c(2, 3, 4)); out <- a[1, , ]

a <- array(1:24, c(2, 3, 4)); out <- a[1, , , drop = FALSE]

a <- array(1:24, c(2, 3, 4)); out <- a[, 2, 3]

a <- array(1:24, c(2, 3, 4)); out <- a[, 2, 3, drop = FALSE]

a <- array(1:24, c(2, 3, 4)); out <- dim(a[, , 1])

a <- array(1:24, c(2, 3, 4)); out <- apply(a, 3, sum)

a <- array(1:24, c(2, 3, 4)); out <- apply(a, c(1, 3), mean)

a <- array(1:24, c(2, 3, 4)); out <- apply(a, c(2, 3), function(z) z[1])

a <- array(1:8, c(2, 2, 2), dimnames = list(c("a", "b"), c("u", "w"), c("p", "q"))); out <- a["a", , "q"]

a <- array(1:8, c(2, 2, 2), dimnames = list(c("a", "b"), c("u", "w"), c("p", "q"))); out <- dimnames(a)[[3]]

a <- array(1:8, c(2, 2, 2)); a[1, 2, ] <- c(50, 60); out <- a

a <- array(0, c(2, 2, 2)); for (k in 1:2) a[, , k] <- diag(2) * k; out <- a

a <- array(1:8, c(2, 2, 2)); out <- aperm(a, c(3, 1, 2))

a <- array(1:8, c(2, 2, 2)); out <- a[a > 5]

a <- array(1:6, c(2, 3)); out <- a

out <- m[, "a", drop = FALSE]

out <- m[1, , drop = FALSE]

out <- m[m[, "a"] > 0, ]

out <- m[c(TRUE, FALSE, TRUE), c("a", "c")]

out <- m[-1, ]

out <- m[cbind(1:3, 3:1)]

out <- m["r1", ]

out <- which(m > 1, arr.ind = TRUE)

out <- m[upper.tri(m)]

m[lower.tri(m)] <- 0; out <- m

diag(m) <- 9; out <- m

out <- diag(m)

out <- row(m)[1, ]

out <- max.col(m)

out <- rbind(m, total = colSums(m))

out <- cbind(m, s = rowSums(m))

out <- sprintf("%d: %s", 1:3, c("a", "b", "c"))

out <- sprintf("%5.2f|%-6s|%03d", pi, "ab", 7L)

out <- sprintf("%s has %d", c("x", "y"), 2L)

out <- sprintf("%.1f%%", c(12.34, 50))

out <- sprintf("%e", 12345.678)

out <- sprintf("%g", c(1e-10, 123456789, 0.5))

out <- sprintf("%+d", 5L)

out <- sprintf("%s", list("a", 1, TRUE))

out <- sprintf("%s", 1.5)

out <- sprintf("%d", 3)

out <- sprintf("%5s|%-5s|", "a", "b")

out <- sprintf("%*d", 5, 42L)

out <- sprintf("%2$s %1$s", "a", "b")

out <- sprintf("%s", NA)

out <- sprintf("%d", NA_integer_)

out <- sprintf("%.2f", NA)

out <- sprintf("%x", 255L)

out <- sprintf("%s", c(1, 2.5, 3))

out <- sprintf(c("%d a", "%d b"), 1:2)

out <- sprintf("%s", character(0))

out <- sprintf("%i items", length(1:4))

s <- c("a1b22", "c333", "none"); out <- regmatches(s, regexpr("[0-9]+", s))

s <- c("a1b22", "c333", "none"); out <- regmatches(s, gregexpr("[0-9]+", s))

s <- "k=5, j=7"; out <- unlist(regmatches(s, gregexpr("[0-9]", s)))

s <- "x12y"; out <- regmatches(s, regexec("([a-z])([0-9]+)", s))

s <- c("a1", "b2"); regmatches(s, regexpr("[0-9]", s)) <- c("X", "Y"); out <- s

out <- sapply(strsplit(c("a_b", "c_d"), "_"), "[", 1)

out <- sapply(strsplit(c("a_b", "c_d"), "_"), `[`, 2)

out <- sapply(strsplit(c("a_b", "c"), "_"), "[", 2)

out <- sapply(strsplit(c(u = "a_b", w = "c_d"), "_"), function(p) p[1])

out <- vapply(strsplit(c("a b c", "d e"), " "), length, 1L)

out <- do.call(rbind, strsplit(c("a-b", "c-d"), "-"))

out <- unlist(lapply(strsplit(c("a.b", "c.d"), ".", fixed = TRUE), "[[", 1))

out <- strsplit("a1b2", "[0-9]")

out <- strsplit("abc", "")[[1]]

out <- rev(strsplit("abc", "")[[1]])

out <- strsplit(c("a b", NA), " ")

out <- regexpr("b", c("abc", "xyz"))[1:2]

out <- gregexpr("a", "banana")[[1]][1:3]

out <- unlist(gregexpr("a", "banana"))

out <- attr(regexpr("[0-9]+", "ab123"), "match.length")

out <- tapply(d$x, d$g, mean)

out <- tapply(d$x, list(d$g, d$h), mean)

out <- tapply(d$x, d$g, range)

out <- tapply(d$x, d$g, function(z) z[1])

out <- aggregate(x ~ g, data = d, FUN = mean)

out <- aggregate(cbind(x, y) ~ g, data = d, FUN = sum)

out <- aggregate(d$x, by = list(grp = d$g), FUN = mean)

out <- aggregate(x ~ g, d, function(z) c(m = mean(z), n = length(z)))

out <- aggregate(. ~ g, data = d[, c("x", "y", "g")], FUN = max)

out <- by(d$x, d$g, mean)["a"]

out <- sapply(split(d, d$g), function(s) mean(s$x))

out <- sapply(d, class)

out <- sapply(list(a = 1:3, b = 4:6), range)

out <- sapply(1:3, function(i) letters[i])

out <- sapply(c("a", "b"), toupper)

out <- sapply(list(), length)

out <- sapply(1:2, function(i) list(i))

out <- sapply(1:3, function(i) if (i > 1) i)

out <- sapply(1:2, function(i) c(x = i, y = 2 * i))

out <- sapply(d[, c("x", "y")], summary)

out <- t(sapply(1:2, function(i) c(i, i^2)))

out <- sapply(1:3, identity, simplify = FALSE)

out <- array(1:3)

out <- unlist(lapply(1:3, function(i) i * 2))

out <- stack(list(a = 1:2, b = 3))

out <- unsplit(split(d$x, d$g), d$g)

out <- expand.grid(a = 1:2, b = c("u", "w"))

out <- embed(1:5, 2)

out <- rle(c(1, 1, 2))$lengths

out <- inverse.rle(rle(c(1, 1, 2)))

out <- diff(c(1, 4, 9), lag = 1)

out <- rev(list(a = 1, b = 2))

out <- mapply(function(...) sum(...), 1:2, 3:4, 5:6)

out <- array(1:12, c(2, 3, 2))[2, 3, 2]

out <- nchar(strtoi("077", 8))

out <- strtoi(c("11", "77"), base = 8)

out <- rev(utf8ToInt("ab"))

out <- chartr("abc", "xyz", "aabbcc")

out <- casefold("AB", upper = FALSE)

out <- trimws("  a ", which = "left")

out <- formatC(c(1, 10, 100), width = 5, flag = "0")

out <- formatC(3.14159, digits = 2, format = "f")

out <- formatC(c("a", "bb"), width = -4)

out <- format(c(1.5, 10, 100))

out <- format(TRUE)

out <- format("a", width = 5)

out <- format(1234567.891, big.mark = ",")

out <- prettyNum(1234567, big.mark = ",")

out <- toupper(letters[1:3])

out <- rev(1:3)

out <- substr("abcdef", 2, 4)

x <- "abcdef"; substr(x, 1, 2) <- "ZZ"; out <- x

out <- substring("abcdef", 1:3, 3:5)

out <- startsWith(c("ab", "cd"), "a")

out <- sub("(a)(b)", "\\2\\1", "abab")

out <- gsub("\\s+", " ", "a   b    c")

out <- grepl("^a.*z$", c("abcz", "abc"))

out <- grep("a", c("abc", "xyz", "bca"), value = TRUE)

out <- regexpr("c", "abc") > 0

out <- toupper(substr("word", 1, 1))

out <- make.names(c("a b", "1x", "ok"))

out <- make.unique(c("a", "a", "b"))

out <- abbreviate("international", 5)

out <- rownames(m)[apply(m, 2, which.max)]

out <- as.Date("2024-03-01")

out <- as.Date("01/03/2024", format = "%d/%m/%Y")

out <- as.Date("01.03.24", "%d.%m.%y")

out <- as.Date(19000, origin = "1970-01-01")

out <- as.Date("2024-03-01") - as.Date("2024-02-01")

out <- as.numeric(as.Date("2024-03-01") - as.Date("2024-02-01"))

out <- format(as.Date("2024-03-01"), "%d %B %Y")

out <- format(as.Date("2024-03-01"), "%A")

out <- format(as.Date("2024-03-01"), "%j-%U-%u-%y-%b")

out <- weekdays(as.Date(c("2024-03-01", "2024-03-02")))

out <- months(as.Date("2024-03-01"))

out <- quarters(as.Date("2024-05-01"))

out <- julian(as.Date("1970-01-10"))

out <- seq(as.Date("2024-01-31"), by = "month", length.out = 4)

out <- seq(as.Date("2024-01-15"), as.Date("2024-06-15"), by = "2 months")

out <- seq(as.Date("2024-01-01"), by = "week", length.out = 3)

out <- seq(as.Date("2024-01-01"), as.Date("2024-01-10"), by = 3)

out <- seq(as.Date("2024-01-01"), as.Date("2024-01-10"), length.out = 4)

out <- seq(as.Date("2020-02-29"), by = "year", length.out = 3)

out <- seq(as.Date("2024-03-31"), by = "-1 month", length.out = 3)

out <- seq(as.Date("2024-01-01"), by = "quarter", length.out = 3)

out <- rev(seq(as.Date("2024-01-01"), by = "day", length.out = 3))

out <- as.numeric(difftime(as.Date("2024-03-01"), as.Date("2024-02-01"), units = "weeks"))

out <- units(difftime(as.Date("2024-03-01"), as.Date("2024-02-01")))

out <- as.numeric(difftime(as.POSIXct("2024-03-01 12:00", tz = "UTC"), as.POSIXct("2024-03-01 10:30", tz = "UTC"), units = "mins"))

out <- format(difftime(as.Date("2024-03-01"), as.Date("2024-02-01")))

out <- as.integer(format(as.Date("2024-03-01"), "%Y"))

out <- as.numeric(format(as.Date(c("2024-03-01", "2023-12-31")), "%m"))

x <- as.Date(c("2024-03-01", NA)); out <- is.na(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- range(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- sort(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- order(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- diff(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- mean(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- x > as.Date("2024-02-01")

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- x > "2024-02-01"

x <- as.Date("2024-03-01"); out <- x + 0:2

x <- as.Date("2024-03-01"); out <- class(x)

x <- as.Date("2024-03-01"); out <- as.character(x)

x <- as.Date("2024-03-01"); out <- paste("On", x)

x <- as.Date("2024-03-01"); cat(format(x), "\n"); out <- 1

x <- as.Date("2024-03-01"); out <- unclass(x)

x <- as.Date("2024-03-01"); out <- c(x, x + 1)

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- cut(x, "month")

x <- as.Date(c("2024-03-01", "2024-03-11")); out <- table(format(x, "%m"))

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- ifelse(x > as.Date("2024-02-01"), "late", "early")

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- x[which.max(x)]

x <- as.Date(c("2024-03-01", "2024-01-01")); out <- data.frame(d = x, v = 1:2)

x <- as.Date(c("2024-03-01", "2024-01-01")); names(x) <- c("a", "b"); out <- names(x)

x <- as.Date(c("2024-03-01", "2024-01-01")); l <- lapply(seq_along(x), function(i) x[i] + 1); out <- do.call(c, l)

out <- trunc(as.numeric(as.Date("2024-03-01") - as.Date("1990-06-15")) / 365.25)

out <- as.POSIXlt(as.Date("2024-03-01"))$year + 1900

out <- as.POSIXlt(as.Date("2024-03-01"))$mon + 1

out <- as.POSIXlt(as.Date("2024-03-01"))$mday

out <- as.POSIXlt(as.Date("2024-03-01"))$wday

out <- as.POSIXlt(as.Date("2024-03-01"))$yday

out <- format(as.POSIXct("2024-03-01 13:45:00", tz = "UTC"), "%H:%M")

out <- strftime(as.Date("2024-03-01"), "%Y/%m")

out <- format(strptime("2024-03-01 13:45", "%Y-%m-%d %H:%M", tz = "UTC"), "%d.%m")

out <- ISOdate(2024, 3, 1) > ISOdate(2024, 2, 1)

out <- as.numeric(as.POSIXct("2024-03-01", tz = "UTC"))

out <- as.Date(as.POSIXct("2024-03-01 23:00", tz = "UTC"))

out <- month.name[as.integer(format(as.Date("2024-03-01"), "%m"))]

out <- tryCatch(as.Date("nonsense"), error = function(e) "bad date")

out <- is.na(as.Date("2024-13-01", format = "%Y-%m-%d"))

out <- inherits(as.Date("2024-03-01"), "Date")

out <- as.integer(as.Date("2024-03-01"))

out <- tapply(c(1, 2, 3), format(as.Date(c("2024-03-01", "2024-03-02", "2024-04-01")), "%Y-%m"), sum)

out <- aggregate(v ~ m, data.frame(v = 1:3, m = format(as.Date(c("2024-03-01", "2024-03-02", "2024-04-01")), "%m")), sum)

out <- split(1:3, as.Date(c("2024-03-01", "2024-03-02", "2024-03-01")))

out <- as.Date("2024-03-01") %in% seq(as.Date("2024-01-01"), by = "month", length.out = 5)

out <- unique(as.Date(c("2024-03-01", "2024-03-01")))

out <- is.numeric(as.Date("2024-03-01"))

out <- merge(data.frame(d = as.Date(c("2024-03-01", "2024-01-01")), a = 1:2), data.frame(d = as.Date("2024-03-01"), b = 9))

o <- aov(x ~ g, d); out <- summary(o)[[1]][["F value"]][1]

o <- aov(x ~ g, d); out <- summary(o)[[1]][["Pr(>F)"]][1]

o <- aov(x ~ g, d); out <- summary(o)[[1]]$Df

o <- aov(x ~ g, d); out <- coef(o)

o <- aov(x ~ g, d); out <- residuals(o)

o <- aov(x ~ g, d); s <- summary(o); out <- s[[1]]["g", "Sum Sq"]

o <- aov(x ~ g, d); s <- summary(o); out <- s[[1]][1, 5]

o <- aov(x ~ g + y, d); out <- summary(o)[[1]]$`Sum Sq`

o <- aov(x ~ g, d); out <- anova(o)$`F value`[1]

o <- aov(x ~ g, d); out <- class(o)

o <- aov(x ~ g, data = d); out <- df.residual(o)

o <- aov(x ~ g * y, data = d); out <- summary(o)[[1]]$Df

o <- aov(x ~ y + Error(g), data = d); out <- length(summary(o))

o <- lm(x ~ h, d, contrasts = list(h = "contr.sum")); out <- coef(o)

o <- lm(x ~ h, d, contrasts = list(h = contr.treatment(3, base = 2))); out <- coef(o)

o <- lm(x ~ h, d, contrasts = list(h = "contr.helmert")); out <- fitted(o)

contrasts(d$h) <- contr.sum(3); o <- lm(x ~ h, d); out <- coef(o)

o <- lm(x ~ y, d); out <- drop1(o)$RSS

o <- lm(x ~ y, d); out <- drop1(o)$AIC

o <- lm(x ~ y + id, d); out <- drop1(o, test = "F")$`Pr(>F)`

o <- lm(x ~ y + id, d); out <- rownames(drop1(o))

o <- glm(ok ~ x, binomial, transform(d, ok = c(0, 1, 0, 1, 1, 0))); out <- drop1(o, test = "Chisq")$LRT

o <- lm(x ~ y, d); out <- add1(o, ~ . + id)$RSS

o <- lm(x ~ y + id, d); out <- names(coef(step(o, trace = 0)))

o <- lm(x ~ y, d); out <- update(o, . ~ . + id)$rank

o <- lm(x ~ y, d); out <- class(o$model)

o <- lm(x ~ y, d); out <- names(o$model)

o <- lm(x ~ y, d); out <- o$model$x

o <- lm(x ~ y, d); out <- nrow(model.frame(o))

o <- lm(x ~ y, d); out <- anova(o)$`Pr(>F)`[1]

o <- lm(x ~ y, d); p <- lm(x ~ y + id, d); out <- anova(o, p)$F[2]

o <- lm(x ~ y, d); out <- confint(o)["y", ]

o <- lm(x ~ y, d); out <- predict(o, data.frame(y = 3), interval = "confidence")

o <- lm(x ~ y, d); out <- predict(o, data.frame(y = 1:2), se.fit = TRUE)$se.fit

o <- lm(x ~ poly(y, 2), d); out <- predict(o, data.frame(y = 1.5))

o <- lm(x ~ log(id), d); out <- coef(summary(o))[, "t value"]

o <- lm(x ~ y, d, weights = id); out <- coef(o)

o <- lm(x ~ y, d, subset = g != "a"); out <- nobs(o)

o <- lm(cbind(x, y) ~ id, d); out <- coef(o)

o <- lm(x ~ y, d); out <- vcov(o)

o <- lm(x ~ y, d); out <- c(AIC(o), BIC(o), logLik(o))

o <- lm(x ~ y, d); out <- deviance(o)

o <- lm(x ~ y, d); out <- hatvalues(o)

o <- lm(x ~ y, d); out <- cooks.distance(o)

o <- lm(x ~ y, d); out <- rstandard(o)

o <- lm(x ~ y, d); out <- rstudent(o)

o <- lm(x ~ y, d); out <- dfbeta(o)[1, ]

o <- lm(x ~ y, d); out <- model.matrix(o)[1:2, ]

o <- glm(c(0, 1, 0, 1, 1, 0) ~ x, binomial, d); out <- predict(o, type = "response")

o <- glm(c(0, 1, 0, 1, 1, 0) ~ x, binomial, d); out <- coef(summary(o))[, 4]

o <- glm(id ~ x, poisson, d); out <- deviance(o)

o <- glm(id ~ x, poisson(link = "log"), d); out <- residuals(o, "pearson")

o <- loess(x ~ id, d, span = 1); out <- predict(o)

o <- loess(x ~ id, d, span = 1); out <- predict(o, data.frame(id = c(1.5, 3.2)))

o <- loess(x ~ id, d, span = 1, degree = 1); out <- fitted(o)

o <- loess(mpg ~ wt, mtcars); out <- predict(o, data.frame(wt = c(2, 3)))

o <- loess(mpg ~ wt, mtcars); out <- predict(o, data.frame(wt = c(2, 3)), se = TRUE)$se.fit

o <- loess(mpg ~ wt, mtcars); out <- residuals(o)[1:3]

o <- loess(mpg ~ wt, mtcars, span = 0.5); out <- fitted(o)[1:3]

out <- lowess(d$id, d$x)$y

out <- t.test(d$x, mu = 1)$p.value

out <- t.test(x ~ ok, transform(d, ok = c(0, 1, 0, 1, 1, 0)))$statistic

out <- wilcox.test(d$x, mu = 1)$p.value

out <- kruskal.test(x ~ g, d)$p.value

out <- chisq.test(table(d$g, d$h))$p.value

out <- fisher.test(matrix(c(3, 1, 2, 4), 2))$p.value

out <- cor.test(d$x, d$y)$estimate

out <- shapiro.test(d$x)$p.value

out <- optim(c(1, 1), function(p) sum((p - c(2, 3))^2))$convergence

out <- round(optimize(function(z) (z - 2)^2, c(0, 5))$minimum, 3)

out <- uniroot(function(z) z^2 - 2, c(0, 2), tol = 1e-10)$root

out <- integrate(dnorm, -1, 1)$value

out <- prcomp(d[, c("x", "y")])$sdev

out <- cutree(hclust(dist(d$x)), 2)

out <- approx(1:3, c(2, 4, 8), xout = 1.5)$y

out <- spline(1:3, c(2, 4, 8), n = 3)$y

f <- splinefun(1:3, c(2, 4, 8)); out <- f(2.5)

f <- ecdf(d$x); out <- f(2)

out <- density(d$x, n = 4)$y

out <- model.matrix(~ h, d)

out <- model.matrix(x ~ g * y, d)[1:2, ]

out <- quantile(d$x, c(.1, .9), type = 7)

out <- weighted.mean(d$x, d$id)

out <- cor(d[, c("x", "y", "id")])

out <- mad(d$x)

out <- IQR(d$x)

out <- fivenum(d$x)

out <- var(d$x, d$y)

out <- cumall <- cumsum(d$x)

out <- p.adjust(c(.01, .02, .03), "BH")

out <- p.adjust(c(.01, .02, .03), "bonferroni")

out <- power.t.test(n = 20, delta = 1, sd = 1)$power

out <- pairwise.t.test(d$x, d$g)$p.value

out <- bartlett.test(x ~ g, d)$p.value

out <- all.vars(y ~ x + log(z))

out <- attr(terms(y ~ x + z), "term.labels")

out <- d %>% arrange(!!!syms(c("g", "x"))) %>% pull(id)

v <- c("g", "x"); out <- d %>% arrange(!!!syms(v)) %>% pull(id)

v <- c("g", "x"); out <- d %>% arrange(!!!rlang::syms(v)) %>% pull(id)

f <- function(data, ...) { v <- c("h", "id"); data %>% arrange(!!!syms(v)) }; out <- f(d)$id

out <- coalesce(!!!list(c(NA, 1), c(2, 3)))

l <- list(c(NA, 1), c(2, 3)); out <- coalesce(!!!l)

l <- list(d[1, ], d[2, ]); out <- bind_rows(!!!l)

l <- list(data.frame(a = 1:2), data.frame(b = 3:4)); out <- bind_cols(!!!l)

lst <- list(a = 1, b = 2); out <- tibble(!!!lst)

out <- tibble(!!!list(a = 1:2, b = 2), z = 5)

s <- data.frame(a = 1:2, row.names = c("Mercury", "Mars")); out <- s["Mer", "a"]

s <- data.frame(a = 1:2, row.names = c("Mercury", "Mars")); out <- s["M", "a"]

s <- data.frame(a = 1:2, row.names = c("Mercury", "Mars")); out <- s[c("Mars", "Merc"), , drop = FALSE]

out <- mtcars["Merc 240", "mpg"]

out <- seq(0.5, 30, by = 1.25)

out <- seq(0, 1, by = 0.3)

out <- seq(1, 10, by = 4)

out <- seq(1, 10, 2.5)

out <- seq(10, 1, by = -4)

out <- seq(0, 1, 0.1)

out <- seq(-2, 2, by = 0.7)

out <- seq(2, 9, 3)

x <- 30; out <- seq(0.5, x, by = 1.25)

out <- seq(from = 0, to = 2.2, by = 0.5)

b <- 0.4; out <- seq(0, 1, by = b)

out <- seq(1.2, 5)

out <- seq(5, 1.5)

out <- 1.2:5

out <- seq(0, -1, by = -0.3)

out <- length(seq(0, 100, by = 0.1))

out <- seq(1, 6, by = 3)

out <- seq_len(3) * 0.5

out <- seq(3, 3, by = 2)

out <- seq(0, 10, length.out = 4)

out <- seq(1, by = 2, length.out = 4)

out <- seq(0.1, 0.95, 0.3)

out <- hclust(dist(d$x))$merge

out <- hclust(dist(d$id))$merge

out <- hclust(dist(d$id), "average")$merge

out <- hclust(dist(d$id), "single")$order

out <- hclust(dist(d$id), "ward.D2")$height

out <- hclust(dist(d$id), "ward.D")$height

out <- hclust(dist(d$x), "centroid")$height

out <- hclust(dist(d$x), "median")$merge

out <- hclust(dist(d$x), "mcquitty")$height

out <- hclust(dist(mtcars[, c("mpg", "cyl", "gear")]))$merge

out <- hclust(dist(mtcars[, c("cyl", "gear", "carb")]))$merge

out <- hclust(dist(mtcars[, c("cyl", "gear", "carb")]), "average")$merge

out <- hclust(dist(mtcars[, c("cyl", "gear", "carb")]), "ward.D2")$merge

out <- hclust(dist(mtcars[, c("cyl", "gear", "carb")]), "ward.D2")$order

out <- cutree(hclust(dist(mtcars[, c("cyl", "gear", "carb")])), 4)

out <- hclust(dist(iris[1:60, 1:4]), "complete")$merge

out <- hclust(dist(iris[1:60, 1:4]), "single")$order

out <- hclust(dist(iris[1:60, 1:4]), "mcquitty")$merge
