# Fragments of R about base functions of values of many types and shapes. start_of_forms.R precedes each of them.

x <- c(a = 2, b = NA, c = 0.5); out <- toupper(x)

x <- c(a = 2, b = NA, c = 0.5); out <- substr(x, 1, 1)

x <- c(a = 2, b = NA, c = 0.5); out <- gsub("a", "b", x)

x <- c(a = 2, b = NA, c = 0.5); out <- nrow(na.omit(x))

x <- c(3L, 1L, 2L, 1L); out <- nrow(na.omit(x))

x <- c(a = "b", b = "a", c = NA); out <- nrow(x)

x <- c(a = "b", b = "a", c = NA); out <- stack(x)

x <- c(a = "b", b = "a", c = NA); out <- nrow(na.omit(x))

x <- c("pear", "fig", "a1"); out <- nrow(na.omit(x))

x <- c(TRUE, NA, FALSE); out <- abs(x)

x <- c(TRUE, NA, FALSE); out <- exp(x)

x <- c(TRUE, NA, FALSE); out <- floor(x)

x <- c(TRUE, NA, FALSE); out <- nrow(x)

x <- c(TRUE, NA, FALSE); out <- nrow(na.omit(x))

x <- c(TRUE, NA, FALSE); out <- trunc(x)

x <- factor(c("u", "v", NA, "u"), levels = c("v", "u", "w")); out <- nrow(x)

x <- factor(c("u", "v", NA, "u"), levels = c("v", "u", "w")); out <- nrow(na.omit(x))

x <- factor(c("u", "v", NA, "u"), levels = c("v", "u", "w")); out <- union(x, 1)

x <- matrix(c(1, NA, 3, 4.5), 2, dimnames = list(c("r", "s"), c("a", "b"))); out <- substr(x, 1, 1)

x <- matrix(1:6 / 2, 2); out <- substr(x, 1, 1)

x <- matrix(1:6 / 2, 2); out <- na.omit(x)

x <- matrix(1:6 / 2, 2); out <- nrow(na.omit(x))

x <- matrix(1:3, 1, dimnames = list(NULL, c("a", "b", "c"))); out <- substr(x, 1, 1)

x <- matrix(1:3, 3, dimnames = list(c("a", "b", "c"), NULL)); out <- data.frame(v = x)

x <- matrix(1:3, 3, dimnames = list(c("a", "b", "c"), NULL)); out <- cbind(x)

x <- matrix(1:3, 3, dimnames = list(c("a", "b", "c"), NULL)); out <- cbind(1, x)

x <- matrix(1:3, 3, dimnames = list(c("a", "b", "c"), NULL)); out <- substr(x, 1, 1)

x <- data.frame(a = c(1, 2, NA), b = c("x", "y", "x"), c = c(TRUE, FALSE, NA)); out <- t(x)

x <- data.frame(a = c(1, 2, NA), b = c("x", "y", "x"), c = c(TRUE, FALSE, NA)); out <- sapply(x, function(k) k)

x <- data.frame(a = c(1, 2, NA), b = c("x", "y", "x"), c = c(TRUE, FALSE, NA)); out <- as.matrix(x)

x <- data.frame(a = 1.5, b = 2); out <- toupper(x)

x <- data.frame(a = 1.5, b = 2); out <- substr(x, 1, 1)

x <- data.frame(a = 1.5, b = 2); out <- gsub("a", "b", x)

x <- list(a = 1, b = "q", c = NULL); out <- nrow(x)

x <- list(a = 1, b = "q", c = NULL); out <- colnames(x)

x <- list(a = 1, b = "q", c = NULL); out <- stack(x)

x <- list(a = 1, b = "q", c = NULL); out <- nrow(na.omit(x))

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- nrow(x)

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- colnames(x)

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- data.frame(x)

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- data.frame(v = x)

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- nrow(na.omit(x))

x <- list(a = 1, b = 2.5); out <- toupper(x)

x <- list(a = 1, b = 2.5); out <- nrow(x)

x <- list(a = 1, b = 2.5); out <- colnames(x)

x <- list(a = 1, b = 2.5); out <- data.frame(x)

x <- list(a = 1, b = 2.5); out <- data.frame(v = x)

x <- list(a = 1, b = 2.5); out <- substr(x, 1, 1)

x <- list(a = 1, b = 2.5); out <- gsub("a", "b", x)

x <- list(a = 1, b = 2.5); out <- nrow(na.omit(x))

x <- numeric(0); out <- nrow(na.omit(x))

x <- character(0); out <- nrow(x)

x <- character(0); out <- nrow(na.omit(x))

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- nrow(x)

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- as.vector(x)

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- cbind(x)

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- rbind(x)

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- rbind(x, x)

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); z <- c(); for (k in x) z <- c(z, k); out <- z

x <- as.Date(c("2020-03-01", NA, "2019-12-31")); out <- nrow(na.omit(x))

x <- table(c("u", "v", "u")); out <- toupper(x)

x <- table(c("u", "v", "u")); out <- substr(x, 1, 1)

x <- table(c("u", "v", "u")); out <- gsub("a", "b", x)

x <- table(c("u", "v", "u"), c("p", "p", "q")); out <- substr(x, 1, 1)

x <- tibble::tibble(a = c(1, 2), b = c("x", NA)); out <- sapply(x, function(k) k)

x <- 2.5; out <- nrow(na.omit(x))

x <- "a"; out <- nrow(na.omit(x))

x <- NA; out <- max(x, na.rm = TRUE)

x <- NA; out <- nrow(na.omit(x))

q <- data.frame(a = c(1, NA, 10), b = c("x", "y", "z")); out <- apply(q, 1, function(r) paste(r["a"], r["b"]))

q <- data.frame(a = c(1, 20), b = c("x", "y")); out <- apply(q, 1, function(r) paste0(r["b"], as.numeric(r["a"])))

q <- data.frame(a = c(1.5, 20), b = c(TRUE, NA), s = c("u", NA)); out <- as.matrix(q)

q <- data.frame(a = c(1.5, NA), f = factor(c("u", "v"))); out <- as.matrix(q)

q <- data.frame(a = c(NA_real_, NA), f = c("u", "v")); out <- as.matrix(q)

q <- data.frame(a = c(1L, NA), b = c(TRUE, FALSE)); out <- as.matrix(q)

day <- as.Date(c("2020-03-01", "2019-12-31")); z <- c(); for (k in day) z <- c(z, k); out <- z

day <- as.Date(c("2020-03-01", "2019-12-31")); for (k in day) cat(k, ""); cat("\n"); for (i in seq_along(day)) cat(format(day[i]), ""); cat("\n"); out <- 1

day <- as.Date(c("2020-03-01", "2019-12-31")); for (k in as.list(day)) cat(format(k), ""); cat("\n"); out <- length(day)

day <- as.Date(c("2020-03-01", NA)); out <- as.vector(day); cat(cbind(day, 1), "\n")

day <- as.Date(c("2020-03-01", "2019-12-31")); out <- lapply(day, format) |> unlist(); cat(sapply(day, function(k) format(k)), "\n")

f <- factor(c("u", "v")); out <- union(f, "w"); cat(union(c(1, 2), 2:3), "\n")

out <- exp(c(TRUE, FALSE)); cat(sqrt(TRUE), log1p(TRUE), abs(c(TRUE, NA)), "\n")

x <- c(1, 2, 3) > 1; out <- exp(x); cat(sin(x), "\n")

x <- list(a = 1, b = 2.5); out <- data.frame(x); cat(names(data.frame(v = x)), "\n")

x <- list(a = 1:3, b = list(d = "e", f = 2)); out <- data.frame(x)

x <- list(a = 1, b = 2.5); out <- data.frame(x, z = 1:2)

x <- list(m = 1.2, s = 3); out <- rbind(data.frame(x), data.frame(m = 0, s = 1))

x <- list(a = 1:2, b = c("u", "v")); out <- data.frame(id = 5:6, x)

x <- list(a = 1, b = 2.5); out <- colnames(x); cat(is.null(nrow(x)), is.null(nrow(c(a = 1))), is.null(ncol("s")), "\n")

f <- function(v) nrow(v); out <- f(data.frame(q = 1:3)); cat(is.null(f(1:3)), "\n")

m <- matrix(c(1, NA, 3, 4), 2); out <- na.omit(m)[, 2]; cat(nrow(na.omit(matrix(1:4, 2))), "\n")

m <- matrix(1:2, 2, dimnames = list(c("p", "q"), NULL)); out <- cbind(m, z = 3:4); cat(is.null(colnames(cbind(m))), names(data.frame(v = m)), "\n")

out <- sapply(data.frame(a = c(1, 2), b = c("x", "y")), function(k) k); cat(sapply(data.frame(a = c(1, 2), b = c(TRUE, NA)), function(k) k), "\n")

out <- toupper(c(a = "x", b = NA)); cat(names(toupper(c(a = 1))), names(gsub("1", "2", c(a = 1))), names(substr(c(k = "abc"), 1, 1)), "\n")

out <- stack(c(a = "x", b = NA)); cat(nrow(stack(list(a = 1:2, b = NULL))), levels(stack(list(a = 1:2, b = NULL))$ind), "\n")

x <- c(a = 1, b = 4); out <- cbind(x, y = c(TRUE, FALSE)); cat(rbind(x, as.Date("1970-01-03")), "\n")

x <- c(NA_real_, NA); out <- suppressWarnings(max(x, na.rm = TRUE))

x <- c(1, NA); out <- suppressWarnings(max(x[x > 5], na.rm = TRUE))

x <- c(1, NA); out <- suppressWarnings(min(x[is.na(x)], na.rm = TRUE))

d <- data.frame(v = c(NA, NA)); out <- suppressWarnings(max(d$v, na.rm = TRUE))

d <- data.frame(v = c(1, NA), g = c("a", "b")); out <- suppressWarnings(tapply(d$v, d$g, max, na.rm = TRUE))

d <- data.frame(v = c(1, NA), g = c("a", "b")); out <- suppressWarnings(aggregate(d$v, list(d$g), min, na.rm = TRUE))

d <- data.frame(v = c(1, NA), g = c("a", "b")); out <- suppressWarnings(dplyr::summarise(dplyr::group_by(d, g), m = max(v, na.rm = TRUE), s = sum(v, na.rm = TRUE), k = mean(v, na.rm = TRUE)))

out <- sapply(list(a = c(1, NA), b = NA_real_), function(v) suppressWarnings(max(v, na.rm = TRUE)))

d <- data.frame(v = c(NA_real_, NA), w = 1:2); out <- suppressWarnings(sapply(d, max, na.rm = TRUE))

m <- matrix(c(1, NA, NA, NA), 2); out <- suppressWarnings(apply(m, 2, max, na.rm = TRUE))

x <- c(NA_real_, NA); out <- suppressWarnings(range(x, na.rm = TRUE))

x <- c(NA_real_, NA); out <- c(sum(x, na.rm = TRUE), prod(x, na.rm = TRUE), mean(x, na.rm = TRUE), median(x, na.rm = TRUE), sd(x, na.rm = TRUE))

out <- vapply(list(a = 1, b = 2), function(k) c(p = k, q = k^2), c(m = 0, s = 0))

out <- vapply(1:2, function(k) c(p = k, q = k^2), numeric(2))

out <- vapply(1:2, function(k) k * 2, c(m = 0))

out <- vapply(c(a = 1, b = 2), function(k) c(r = k), c(m = 0))

out <- vapply(1:3, function(k) letters[k], ""); cat(vapply(c("a", "b"), nchar, 1L), "\n")

out <- vapply(list(), length, 1L); cat(length(vapply(character(0), nchar, c(a = 1))), "\n")

out <- vapply(1:3, function(i) i > 1, logical(1)); cat(dim(vapply(1:3, function(i) c(i, i), c(x = 0, y = 0))), "\n")

l <- list("z"); l[[2]] <- 1.5; out <- l

l <- list(); l[[1]] <- "a"; l[[2]] <- 1.5; out <- l

l <- list(); l[["n"]] <- "a"; l[["v"]] <- 1.5; out <- l

l <- list("z"); l[2] <- 1.5; out <- l

l <- list("z", 2); l[[1]] <- 3; out <- l

l <- list(1, 2); l[[2]] <- "b"; out <- l; cat(l[[1]] + 1, "\n")

l <- list(1); l[["k"]] <- "b"; out <- l

l <- list(1); l$k <- "b"; out <- l; cat(l[[1]] + 1, "\n")

l <- list("a"); l <- append(l, 2); out <- l

l <- list("a"); l <- c(l, 2); out <- l; cat(l[[2]] * 2, "\n")

l <- list(TRUE); l[[2]] <- 5; out <- l; cat(class(l[[1]]), "\n")

f <- function(l, v) { l[[length(l) + 1]] <- v; l }; out <- f(list("a"), 3)

res <- list(); for (i in 1:2) res[[i]] <- if (i == 1) "x" else 2.5; out <- res

res <- list(); for (n in c("p", "q")) res[[n]] <- if (n == "p") "x" else 2.5; out <- res

res <- vector("list", 2); res[[1]] <- "x"; res[[2]] <- 3; out <- res; cat(res[[2]] + 1, "\n")

x <- c(a = 1, b = 2); x[["k"]] <- 5; out <- x; x["j"] <- 3; cat(names(x), "\n")

x <- c(a = 2, b = NA); y <- c(a = 7); y2 <- x; y2[["k"]] <- y[1]; out <- y2

x <- c(a = "b"); y2 <- x; y2[["k"]] <- c(a = "z")[1]; out <- y2

x <- 1:3; x[["k"]] <- 4L; out <- x

out <- do.call(rbind, list(c(1, 2), c(3, 4))); a <- c(p = 1, q = 2); b <- c(3, 4); out <- do.call(rbind, list(a, b))

a <- 1:2; b <- 3:4; out <- do.call(cbind, list(a, b)); cat(dim(do.call(cbind, list(u = a, b))), "\n")

a <- c(1, 2); b <- c(3, 4); l <- list(a, b); out <- do.call(rbind, l); cat(is.null(rownames(Reduce(rbind, l))), "\n")

out <- sapply(1:3, function(i) cat(i, "")); cat("\n")

out <- sapply(1:2, function(i) NULL); cat(length(sapply(1:3, function(i) numeric(0))), "\n")

out <- sapply(c(a = 1, b = 2), function(i) if (i > 5) i)

m <- matrix(c(1, 2), 2, dimnames = list(NULL, "A")); out <- data.frame(k = m); cat(names(data.frame(q = data.frame(A = 1))), names(data.frame(q = cbind(A = 1, B = 2))), "\n")

f <- factor(c("u", "v")); v <- c(); for (i in 1:2) v <- c(v, f[i]); out <- v

d <- as.Date("2020-03-01"); v <- NULL; v <- c(v, d); out <- v; cat(c(NA, d), c("a", d), "\n")

d <- as.Date("2020-03-01"); out <- c(d, NA); cat(class(c(d, d)), "\n")

out <- setdiff(c(3, 1, 2), c("2", "q")); cat(intersect(c(3, 1), "3"), union(1, "a"), "\n")

x <- c(TRUE, NA, FALSE); out <- dplyr::if_else(is.na(x), NA, x); cat(ifelse(x, NA, TRUE), "\n")

x <- c("a", "b"); f <- factor(c("u", "v")); x[2] <- f[2]; out <- x; x[3] <- "q"; cat(x, "\n")

d <- data.frame(k = c("a", "b")); f <- factor("u"); d[2, "k"] <- f[1]; out <- d

d <- data.frame(k = c("a", "b")); d$k[2] <- factor("u"); out <- d$k

x <- c(1, 2); x[2] <- as.Date("1970-01-05"); out <- x; y <- c("a", "b"); y[1] <- as.Date("1970-01-05"); cat(y, "\n")

d <- mtcars[1:2, 1:2]; d[nrow(d) + 1, ] <- c(1, 2); out <- d

d <- data.frame(a = 1:2, row.names = c("p", "q")); d["r", ] <- 5; out <- d

d <- data.frame(a = 1:2, b = c("x", "y")); d[3, ] <- list(9, "z"); out <- d; cat(nrow(d), "\n")

x <- c(TRUE, NA, FALSE); cat(ifelse(x, NA, TRUE), ifelse(c(TRUE, FALSE), NA, FALSE), "\n"); out <- ifelse(is.na(x), NA, x)

x <- c(TRUE, NA, FALSE); out <- dplyr::case_when(is.na(x) ~ NA, TRUE ~ x)

x <- c(TRUE, NA, FALSE); out <- dplyr::coalesce(NA, x); cat(dplyr::coalesce(x, FALSE), "\n")

out <- c(NA, TRUE); cat(c(FALSE, NA, 1), "\n"); x <- NA; x[2] <- TRUE; cat(x, "\n")

x <- rep(NA, 2); x[1] <- TRUE; out <- x; y <- rep(NA, 2); y[2] <- "a"; cat(y, "\n")

out <- append(NA, c(TRUE, FALSE), after = 1); cat(replace(NA, 2, TRUE), "\n")

out <- cbind(c(TRUE, FALSE), NA); cat(rbind(NA, TRUE), "\n")

d <- data.frame(a = c(TRUE, FALSE)); d$b <- NA; d$b[1] <- TRUE; out <- d

out <- sapply(list(TRUE, NA), function(k) k); cat(unlist(list(NA, TRUE)), sapply(1:2, function(i) if (i == 1) NA else TRUE), "\n")

out <- data.frame(k = c(NA, TRUE), j = NA)

out <- Reduce(`&`, list(c(TRUE, NA), c(TRUE, TRUE))); cat(unique(c(NA, TRUE, NA)), "\n")

d <- as.Date("2020-03-01"); out <- c(d, as.Date("2019-01-01"), NA) > as.Date("2019-06-01")

f <- factor("u"); out <- c(f, factor("v")); cat(c(1, f), c("a", f), c(TRUE, f), "\n")

d <- as.Date("2020-03-01"); out <- c(1, d); cat(c(TRUE, d), length(c(list(1), d)), "\n")

d <- as.Date(c("2020-03-01", "2019-01-01")); out <- c(min(d), max(d)); cat(format(c(d, d[1])), "\n")
