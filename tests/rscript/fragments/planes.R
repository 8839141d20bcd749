# Fragments with matrices and data frames in the same places; each leaves its value in out.

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- names(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- rownames(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- colnames(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- rev(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- M[, "a"]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- M[M[, "a"] > 1, ]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- tail(M, 1)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- as.vector(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- cbind(1:3, M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- summary(as.vector(M))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e[, v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e[v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e[1:2, v] <- M[1:2, ]
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e$q <- M[, "a"]
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- split(M, c(1, 1, 2))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- vapply(1:3, function(i) M[i, "a"], numeric(1))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- colnames(M)[apply(M, 1, which.max)]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- pmax(M[, "a"], M[, "b"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- rev(M[, 1])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e[order(e$n), v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
e <- d
e[c("p", "q")] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- identical(as.data.frame(M)$a, M[, "a"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- dimnames(M)[[2]]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- mean(M[, "a"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- lapply(split(M[, "a"], d$g), sum)$u

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- nrow(M[M[, "a"] > 5, ])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(NULL, c("a", "b")))
out <- M[M[, "a"] > 2, , drop = FALSE]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- names(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- rownames(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- colnames(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- rev(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- M[, "a"]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- M[M[, "a"] > 1, ]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- tail(M, 1)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- as.vector(M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- cbind(1:3, M)

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- summary(as.vector(M))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e[, v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e[v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e[1:2, v] <- M[1:2, ]
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e$q <- M[, "a"]
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- split(M, c(1, 1, 2))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- vapply(1:3, function(i) M[i, "a"], numeric(1))

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- colnames(M)[apply(M, 1, which.max)]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- pmax(M[, "a"], M[, "b"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- rev(M[, 1])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e[order(e$n), v] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
e <- d
e[c("p", "q")] <- M
out <- e

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- identical(as.data.frame(M)$a, M[, "a"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- dimnames(M)[[2]]

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- mean(M[, "a"])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- lapply(split(M[, "a"], d$g), sum)$u

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- nrow(M[M[, "a"] > 5, ])

M <- matrix(c(1, 2.5, 4, 2, 1, 6), 3, dimnames = list(c("r1", "r2", "r3"), c("a", "b")))
out <- M[M[, "a"] > 2, , drop = FALSE]

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- names(M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- rownames(M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- colnames(M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- rev(M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- M[, "a"]

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- M[M[, "a"] > 1, ]

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- tail(M, 1)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- as.vector(M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- cbind(1:3, M)

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- summary(as.vector(M))

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e[, v] <- M
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e[v] <- M
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e[1:2, v] <- M[1:2, ]
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e$q <- M[, "a"]
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- split(M, c(1, 1, 2))

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- vapply(1:3, function(i) M[i, "a"], numeric(1))

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- colnames(M)[apply(M, 1, which.max)]

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- pmax(M[, "a"], M[, "b"])

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- rev(M[, 1])

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e[order(e$n), v] <- M
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
e <- d
e[c("p", "q")] <- M
out <- e

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- identical(as.data.frame(M)$a, M[, "a"])

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- dimnames(M)[[2]]

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- mean(M[, "a"])

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- lapply(split(M[, "a"], d$g), sum)$u

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- nrow(M[M[, "a"] > 5, ])

M <- data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- M[M[, "a"] > 2, , drop = FALSE]

M <- tibble::tibble(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- colnames(M)

M <- tibble::tibble(a = c(1, 2.5, 4), b = c(2, 1, 6))
out <- colnames(M)[apply(M, 1, which.max)]

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- names(M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- rownames(M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- colnames(M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- rev(M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- M[, "a"]

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- M[M[, "a"] > 1, ]

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- tail(M, 1)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- as.vector(M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- cbind(1:3, M)

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- summary(as.vector(M))

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e[, v] <- M
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e[v] <- M
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e[1:2, v] <- M[1:2, ]
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e$q <- M[, "a"]
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- split(M, c(1, 1, 2))

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- vapply(1:3, function(i) M[i, "a"], numeric(1))

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- colnames(M)[apply(M, 1, which.max)]

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- pmax(M[, "a"], M[, "b"])

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- rev(M[, 1])

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e[order(e$n), v] <- M
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
e <- d
e[c("p", "q")] <- M
out <- e

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- identical(as.data.frame(M)$a, M[, "a"])

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- dimnames(M)[[2]]

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- mean(M[, "a"])

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- lapply(split(M[, "a"], d$g), sum)$u

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- nrow(M[M[, "a"] > 5, ])

M <- apply(data.frame(a = c(1, 2.5, 4), b = c(2, 1, 6)), 2, function(x) x)
out <- M[M[, "a"] > 2, , drop = FALSE]

out <- grepl("*a", c("*a", "ba", "b"))

out <- grepl("(*a)", c("*a", "ba", "b"))

out <- grepl("b|*a", c("*a", "ba", "c"))

out <- sub("*a", "X", c("*a", "ba", "b", "caa"))

out <- grepl("^*a", c("*a", "a", "ba"))

out <- gsub("[|*]x", "-", c("|x", "*x", "ax"))

out <- gsub("a|*b", "-", "cab")

out <- grepl("\\|*x", c("|x", "x", "y"))

library(purrr)
x <- NULL
out <- x %||% 3

library(purrr)
l <- list(p = 2)
out <- l$q %||% "none"

library(purrr)
l <- list(p = 2)
out <- l$p %||% 9

library(purrr)
f <- function(opt = NULL) { o <- opt %||% list(k = 1); o$k }
out <- c(f(), f(list(k = 5)))

library(purrr)
out <- c("z", "y")[1] %||% "w"

library(dplyr)
e <- tibble::tibble(a = character(), x = numeric())
out <- bind_rows(e, e)

library(dplyr)
e <- tibble::tibble(a = character(), x = numeric())
out <- bind_rows(list(u = e, v = tibble::tibble(a = "q", x = 1)), .id = "from")

library(dplyr)
e <- data.frame(a = character(), x = integer())
out <- nrow(rbind(e, e))

e <- data.frame(a = factor(character(), levels = c("u", "v")), x = integer())
out <- levels(rbind(e, e)$a)
