# Fragments of R about attributes, classes and types that scripts set. start_of_marked.R precedes each of them.

x <- c(1, 2, 3); attr(x, "a") <- "u"; out <- attr(x, "a")

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; out <- attributes(x)

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; out <- sum(x)

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; y <- x * 2; out <- attr(y, "unit")

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; y <- x[1:2]; out <- is.null(attr(y, "unit"))

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; x[2] <- 5; out <- attr(x, "unit")

x <- list(a = 1); attr(x, "note") <- "hello"; out <- attr(x, "note")

e <- d; attr(e, "source") <- "field"; out <- attr(e, "source")

e <- d; attr(e, "source") <- "field"; e <- e[e$x > 0, ]; out <- attr(e, "source")

x <- 1:6; attr(x, "dim") <- c(2, 3); out <- x

x <- 1:3; attr(x, "names") <- c("a", "b", "c"); out <- x

x <- structure(1:3, class = "foo"); out <- class(x)

x <- structure(1:3, class = "foo"); out <- inherits(x, "foo")

x <- structure(list(a = 1, b = 2), class = "foo"); out <- x$a

x <- structure(list(a = 1, b = 2), class = "foo"); out <- names(x)

x <- structure(1:6, dim = 2:3); out <- x

x <- structure(c(1, 2), names = c("a", "b")); out <- x

x <- structure(c(1, 2), note = "hey"); out <- attr(x, "note")

print.foo <- function(x, ...) cat("foo of", x$n, "\n"); x <- structure(list(n = 3), class = "foo"); print(x); out <- 1; cat("done\n")

summary.foo <- function(object, ...) mean(object$v); x <- structure(list(v = c(1, 2, 6)), class = "foo"); out <- summary(x)

summary.foo <- function(object, ...) structure(list(m = mean(object$v)), class = "summary.foo")
print.summary.foo <- function(x, ...) cat("mean", x$m, "\n")
x <- structure(list(v = c(1, 2, 6)), class = "foo")
print(summary(x))
out <- summary(x)$m

summary.foo <- function(object, ...) sum(unclass(object)); x <- structure(c(1, 2, 6), class = "foo"); out <- summary(x)

x <- structure(list(a = 1), class = "foo"); out <- unclass(x)

x <- list(a = 1, b = 2); class(x) <- "foo"; out <- class(x)

x <- list(a = 1, b = 2); class(x) <- c("foo", class(x)); out <- class(x)

x <- c(1, 2); class(x) <- "foo"; out <- unclass(x)

x <- 1:3; class(x) <- "foo"; class(x) <- NULL; out <- class(x)

x <- list(a = 1); class(x) <- append(class(x), "bar"); out <- inherits(x, "bar")

x <- structure(list(a = 1), class = c("foo", "bar")); out <- inherits(x, c("zzz", "bar"), which = TRUE)

x <- structure(list(a = 1), class = c("foo", "bar")); out <- is.list(x)

print.money <- function(x, ...) cat("$", format(unclass(x)), "\n"); x <- structure(5.5, class = "money"); print(x); out <- 0; cat("z\n")

format.money <- function(x, ...) paste0("$", unclass(x)); x <- structure(5.5, class = "money"); out <- format(x)

length.stack <- function(x) length(x$items); s <- structure(list(items = 1:4), class = "stack"); out <- length(s)

as.character.foo <- function(x, ...) paste0("<", unclass(x), ">"); x <- structure(1:3, class = "foo"); out <- as.character(x)

mean.foo <- function(x, ...) 42; x <- structure(1:3, class = "foo"); out <- mean(x)

plot.foo <- function(x, ...) cat("plotting\n"); x <- structure(1:3, class = "foo"); plot(x); out <- 1

update.foo <- function(object, ...) { object$n <- object$n + 1; object }; x <- structure(list(n = 1), class = "foo"); out <- update(x)$n

predict.foo <- function(object, newdata, ...) object$b * newdata; x <- structure(list(b = 2), class = "foo"); out <- predict(x, 1:3)

coef.foo <- function(object, ...) object$b; x <- structure(list(b = c(u = 2)), class = "foo"); out <- coef(x)

x <- structure(list(a = 1), class = "foo"); print(unclass(x)); out <- 1

x <- 1:3; attributes(x) <- NULL; out <- x

x <- c(a = 1, b = 2); attributes(x) <- NULL; out <- x

x <- m; attributes(x) <- NULL; out <- x

x <- m; attributes(x)$dimnames <- NULL; out <- x

x <- 1:4; mostattributes(x) <- list(names = letters[1:4]); out <- x

out <- attributes(m)$dim

out <- attributes(d)$names

out <- attributes(d)$row.names

out <- attributes(d)$class

out <- names(attributes(factor(c("a", "b"))))

out <- attributes(factor(c("a", "b")))$levels

x <- structure(list(), class = "empty"); out <- length(x)

x <- structure(list(a = 1:3), class = "foo"); x$b <- 5; out <- class(x)

x <- structure(list(a = 1:3), class = "foo"); x[["a"]] <- 7; out <- inherits(x, "foo")

x <- structure(list(a = 1:3, b = 2), class = "foo"); y <- lapply(x, sum); out <- y

x <- structure(list(a = 1:3), class = "foo"); out <- is.null(attr(x, "zzz"))

x <- structure(c(a = 1, b = 2), class = "foo"); out <- names(x)

x <- structure(1:3, class = "foo"); out <- length(x)

x <- structure(c(1, 4, 9), class = "foo"); y <- sqrt(x); out <- class(y)

x <- structure(c(1, 4, 9), class = "foo"); out <- sum(x)

x <- structure(c(1, 4, 9), class = "foo"); out <- class(x + 1)

x <- structure(c(1, 4, 9), class = "foo"); out <- class(x[1:2])

x <- structure(c(1, 4, 9), class = "foo"); out <- class(c(x, 1))

x <- structure(c(1, 4, 9), myattr = "z"); out <- attributes(x + 1)

x <- structure(c(1, 4, 9), myattr = "z"); out <- attributes(c(x))

out <- methods::is(1, "numeric")

x <- c(a = 1, b = 2); attr(x, "unit") <- "kg"; out <- attr(x, "unit")

x <- c(a = 1, b = 2); attr(x, "unit") <- "kg"; out <- x

x <- "s"; attr(x, "unit") <- "kg"; out <- paste(x, attr(x, "unit"))

x <- 5; attr(x, "k") <- list(1, 2); out <- length(attr(x, "k"))

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; attr(x, "unit") <- NULL; out <- x

x <- c(1, 2, 3); attr(x, "unit") <- "kg"; attr(x, "b") <- 2; out <- names(attributes(x))

x <- structure(1:3, unit = "cm", other = TRUE); out <- attr(x, "other")

f <- function(v) structure(v * 2, by = 2); r <- f(1:3); out <- attr(r, "by")

f <- function(v) { attr(v, "n") <- length(v); v }; r <- f(1:3); out <- attr(r, "n")

f <- function(v) { attr(v, "n") <- length(v); v }; r <- f(1:3); out <- mean(r)

x <- list(1, 2); attr(x, "k") <- "v"; out <- attr(x, "k")

out <- attributes(m)

out <- names(attributes(d))

out <- attributes(c(a = 1))

x <- structure(list(a = 1), class = "foo", note = "n"); out <- attr(x, "note")

x <- structure(list(a = 1), class = "foo", note = "n"); out <- class(x)

d2 <- d; attr(d2, "src") <- "x"; out <- attributes(d2)$src

d2 <- d; attr(d2, "src") <- "x"; out <- names(attributes(d2))

x <- 1:6; storage.mode(x) <- "double"; out <- x

x <- m; storage.mode(x) <- "integer"; out <- x

x <- c("1", "2"); storage.mode(x) <- "numeric"; out <- sum(x)

x <- c("1", "2"); mode(x) <- "numeric"; out <- sum(x)

x <- c(a = "1", b = "2"); storage.mode(x) <- "numeric"; out <- x

x <- m; mode(x) <- "character"; out <- x[1, 1]

x <- c(1.5, 2); storage.mode(x) <- "integer"; out <- x

x <- c(0, 1); mode(x) <- "logical"; out <- x

"add2" <- function(x) x + 2; out <- add2(3)

summary.foo <- function(object, ...) c(m = mean(unclass(object))); x <- structure(c(1, 2, 6), class = "foo"); out <- summary(x)

x <- structure(c(a = 1, b = 2), class = "foo"); out <- unclass(x)

x <- "txt"; class(x) <- "label"; out <- inherits(x, "label")

x <- "txt"; class(x) <- c("label", class(x)); out <- class(x)

x <- 1:3; class(x) <- c("foo", "bar"); out <- inherits(x, "bar")

out <- rapply(list(1, "a", list(2, "b")), function(x) x * 10, classes = "numeric", how = "unlist")

out <- rapply(list(a = 1, b = list(c = 2)), function(x) x + 1, how = "list")

out <- rapply(list(a = 1, b = "z"), function(x) x * 2, classes = "numeric", how = "replace")

out <- rapply(list(a = 1, b = list(c = "u", d = "w")), toupper, classes = "character", how = "replace")

out <- rapply(list(a = 1:3, b = list(c = 4)), sum)

x <- structure(list(a = 1), class = c("foo", "bar")); out <- inherits(x, "foo", which = FALSE)
