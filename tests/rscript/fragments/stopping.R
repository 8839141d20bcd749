# Fragments of R about leaving functions, warnings as values, partly named lists, computed names. start_of_stopping.R precedes each of them.

f <- function(v) { on.exit(cat("one\n")); on.exit(cat("two\n"), add = TRUE); v }; out <- f(2); cat("x\n")

f <- function(v) { on.exit(cat("one\n")); on.exit(cat("two\n")); v }; out <- f(2); cat("x\n")

f <- function(v) { on.exit(cat("one\n")); on.exit(cat("two\n"), add = TRUE, after = FALSE); v }; out <- f(2); cat("x\n")

f <- function(v) { on.exit(cat("one\n")); cat("mid\n"); on.exit(cat("two\n"), add = TRUE); v }; out <- f(2); cat("x\n")

f <- function(v) { on.exit(cat("one\n")); if (v > 1) stop("early"); on.exit(cat("two\n"), add = TRUE); v }; out <- tryCatch(f(2), error = function(e) conditionMessage(e)); cat("x\n")

f <- function(v) { if (v) { on.exit(cat("bye\n")) }; cat("hi\n"); 1 }; out <- f(TRUE); cat("x\n")

f <- function(v) { if (v) on.exit(cat("bye\n")); cat("hi\n"); 1 }; out <- c(f(FALSE), f(TRUE)); cat("x\n")

f <- function(v) { on.exit(cat("bye\n")); if (v) on.exit(); cat("hi\n"); 1 }; out <- c(f(FALSE)); cat("x\n")

f <- function(path) { con <- 5; if (!is.null(path)) { con <- 7; on.exit(cat("close", con, "\n"), add = TRUE) }; con * 2 }; out <- f("a"); cat("x\n")

f <- function() { x <- 1; on.exit(cat("x is", x, "\n")); x <- 5; invisible(x) }; out <- f(); cat("k\n")

f <- function(n) { on.exit(cat("end", n, "\n")); if (n > 1) return("big"); "small" }; out <- c(f(1), f(3)); cat("k\n")

out <- tryCatch(log(-1), warning = function(w) conditionMessage(w))

out <- tryCatch(log(0), warning = function(w) conditionMessage(w))

x <- 0; out <- tryCatch(1 / x, warning = function(w) conditionMessage(w))

x <- 0; out <- is.nan(tryCatch(x / x, warning = function(w) conditionMessage(w)))

out <- tryCatch(sqrt(c(4, -1)), warning = function(w) "W")

r <- tryCatch({ y <- sqrt(-1); y + 1 }, warning = function(w) conditionMessage(w)); out <- r

out <- tryCatch(factorial(-1), warning = function(w) conditionMessage(w))

out <- tryCatch(exp(1000), warning = function(w) conditionMessage(w))

out <- tryCatch(mean("a"), warning = function(w) conditionMessage(w))

out <- tryCatch(as.integer("3.7x"), warning = function(w) conditionMessage(w), error = function(e) "E")

l <- list(1, a = 2); out <- names(l)

l <- list(1, a = 2); out <- l$a

l <- list(1, a = 2); out <- l[[1]]

l <- list("p", sep = "-"); out <- length(l)

l <- list(a = 1, 2); out <- sapply(l, function(z) z + 1)

l <- list(a = 1, 2); out <- unlist(l)

l <- list(a = 1, 2, b = 3); out <- l

l <- list(a = 1, 2, b = 3); l$b <- 5; out <- l

l <- list(a = 1, 2, b = 3); l[[2]] <- "z"; out <- l

l <- list(a = 1, 2, b = 3); l$new <- 7; out <- names(l)

l <- list(a = 1, 2, b = 3); out <- l["a"]

l <- list(a = 1, 2, b = 3); out <- l[-1]

l <- list(a = 1, 2, b = 3); out <- lapply(l, function(z) z * 2)

l <- list(a = 1, 2, b = 3); out <- Map(function(p, q) p + q, l, 1:3)

l <- list(a = 1, 2, b = 3); out <- rev(l)

l <- list(a = 1, 2, b = 3); out <- c(l, list(z = 4))

l <- list(a = 1, 2, b = 3); out <- is.null(names(l))

l <- list(a = 1, 2, b = 3); names(l)[2] <- "w"; out <- l

l <- list(a = 1, 2, b = 3); s <- 0; for (e in l) s <- s + e; out <- s

l <- list(a = 1, 2, b = 3); out <- sum(unlist(l))

l <- list(a = 1, list(2, q = 3)); out <- l[[2]]$q

l <- list(1, a = "x"); out <- str(l)

l <- list(mean = mean, sd); out <- sapply(l, function(f) f(1:3))

a <- list(c(1, 2, NA), na.rm = TRUE); out <- do.call(mean, a)

a <- list(c(1, 2, NA), na.rm = TRUE); out <- do.call("mean", a)

args <- list("a", "b", sep = "-"); out <- do.call(paste, args)

args <- list(5, mean = 5, sd = 2); out <- do.call("dnorm", args)

out <- do.call(rbind, list(1:2, b = 3:4))

out <- do.call("paste0", list("a", c("b", "c"), collapse = "+"))

f <- function(...) list(...); out <- f(1, b = 2)

f <- function(...) names(list(...)); out <- f(a = 1, 2)

f <- function(...) { a <- list(...); a$b }; out <- f(1, b = 2)

l <- list(a = 1); l[[2]] <- 5; out <- names(l)

l <- list(a = 1); l[[2]] <- 5; out <- l

l <- list(d, id = 3); out <- nrow(l[[1]])

out <- purrr::map_dbl(list(a = 1, 2), ~ .x + 1)

out <- length(list(1, a = NULL))

assign("x", 5); out <- x + 1

f <- function() { assign("x", 5); x * 2 }; out <- f()

for (n in c("u", "w")) assign(n, nchar(n) + 5); out <- u + w

for (i in 1:3) assign(paste0("var", i), i^2); out <- var1 + var3

invisible(lapply(1:2, function(i) assign(paste0("zz", i), i * 10, envir = .GlobalEnv))); out <- zz1 + zz2

for (i in 1:2) assign(paste0("q", i), i); out <- get("q2")

for (i in 1:2) assign(paste0("q", i), i); out <- mget(c("q1", "q2"))

for (i in 1:2) { assign(paste0("q", i), i); cat(get(paste0("q", i)), "\n") }; out <- sapply(1:2, function(k) get(paste0("q", k)))

for (v in c("x", "y")) assign(paste0("mean_", v), mean(d[[v]])); out <- c(mean_x, mean_y)

for (i in 1:2) assign(paste0("q", i), i); out <- tryCatch(get("q7"), error = function(e) conditionMessage(e))

f <- function(n) { assign(n, 3, envir = .GlobalEnv); invisible() }; f("zq"); out <- zq

assign("my.var", 3); out <- my.var

d %>% filter(x > 0) %>% assign("pos", ., envir = .GlobalEnv); out <- nrow(pos)

if (TRUE) assign("flag", 3) else assign("flag", 4); out <- flag

lapply(c("a1", "b1"), function(n) assign(n, toupper(n), envir = .GlobalEnv)); out <- paste(a1, b1)

x <- 3; for (k in 1:2) assign("x", x + k); out <- x

for (k in 1:2) assign(paste0("x", k), k); x1 <- 10; out <- x1 + x2
