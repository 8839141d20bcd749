# Fragments of R about matrices of one column, such as scale(x), distances, whole numbers as text, copies of values, and functions and loops in which a value changes its kind. start_of_shapes.R precedes each of them.

out <- scale(c(1, 2, 4))

out <- dim(scale(c(1, 2, 4)))

out <- scale(c(1, 2, 4))[, 1]

out <- as.numeric(scale(c(1, 2, 4)))

out <- as.vector(scale(d$x))

out <- c(scale(d$i))

out <- drop(scale(d$i))

out <- scale(d$i)[2]

out <- length(scale(d$i)); cat(is.matrix(scale(d$i)), class(scale(d$i)), "\n")

out <- attr(scale(d$i), "scaled:center")

out <- names(attributes(scale(d$i)))

d$z <- scale(d$i); out <- names(d)

d$z <- scale(d$i); out <- mean(d$z); cat(sd(d$z), "\n")

d$z <- scale(d$i); out <- coef(lm(x ~ z, d))

d$z <- as.numeric(scale(d$i)); out <- d$z

d2 <- d %>% mutate(z = scale(i)[, 1]); out <- d2$z

d2 <- d %>% mutate(z = scale(i)) %>% group_by(ok) %>% summarise(m = mean(z)); out <- d2

d2 <- d %>% mutate(z = c(scale(i))); out <- d2$z

d2 <- d %>% mutate(across(c(x, i), scale)); out <- names(d2)

d2 <- d %>% mutate(across(c(x, i), ~ as.numeric(scale(.x)))); out <- d2

d2 <- d %>% mutate(across(c(x, i), ~ scale(.x)[, 1])); out <- d2

d2 <- d %>% group_by(ok) %>% mutate(z = scale(i)); out <- dim(d2$z)

d2 <- d %>% group_by(ok) %>% mutate(z = as.vector(scale(i))); out <- d2$z

z <- scale(d$i); out <- z * 2 + 1

z <- scale(d$i); out <- z[z > 0]

z <- scale(d$i); out <- ifelse(z > 0, "hi", "lo")

z <- scale(d$i); out <- dim(ifelse(z > 0, 1, 0))

z <- scale(d$i); out <- round(z, 2)

z <- scale(d$i); out <- mean(z^2)

z <- scale(d$i); out <- cbind(d$i, z)

z <- scale(d$i); out <- data.frame(z)

z <- scale(d$i); out <- data.frame(id = d$id, z = z)

z <- scale(d$i); out <- data.frame(z = scale(d$i), w = scale(d$x))

z <- scale(d$i); out <- nrow(z)

z <- scale(d$i, scale = FALSE); out <- z

z <- scale(d$i, center = 3, scale = 2)[, 1]; out <- z

z <- scale(d$i); names(z) <- letters[1:6]; out <- names(z)

z <- scale(d$i); out <- sapply(z, function(v) v > 0)

z <- scale(d$i); out <- z[1:2]

z <- scale(d$i); out <- z[1:2, ]

z <- scale(d$i); out <- which(z > 0)

z <- scale(d$i); out <- tapply(z, d$ok, mean)

z <- scale(d$i); out <- quantile(z, c(.1, .9))

z <- scale(d$i); out <- cor(z, d$id)

z <- scale(d$i); out <- z * attr(z, "scaled:scale") + attr(z, "scaled:center")

d$z <- scale(d$i); out <- sapply(d[c("i", "z")], mean)

d$z <- scale(d$i); out <- paste(round(d$z, 1))

d$z <- scale(d$i); d$z2 <- d$z^2; out <- dim(d$z2)

d$z <- scale(d$i); out <- colnames(as.matrix(d[c("i", "z")]))

out <- apply(scale(m), 2, sd)

sc <- function(x) (x - mean(x)) / sd(x); out <- sc(d$i)

d[c("x", "i")] <- scale(d[c("x", "i")]); out <- d

d[c("x", "i")] <- lapply(d[c("x", "i")], function(v) as.numeric(scale(v))); out <- d

d$z <- scale(d$i); out <- is.numeric(d$z); cat(class(d$z), ncol(d), dim(d), "\n")

z <- scale(d$i); out <- max(z); out2 <- range(z); cat(out2, "\n")

d2 <- transform(d, z = scale(i)); out <- names(d2)

d2 <- within(d, z <- scale(i)); out <- dim(d2$z)

d2 <- d %>% mutate(z = scale(i, scale = FALSE), w = z * 2); out <- dim(d2$w)

out <- rbind(scale(1:3), scale(4:6))

out <- unlist(list(scale(1:3)))

out <- lapply(split(d$i, d$ok), scale)

out <- sapply(d[c("id", "i")], scale)

out <- rev(scale(1:3))

out <- sort(scale(c(3, 1, 2)))

out <- order(scale(c(3, 1, 2)))

out <- scale(1:3) + 1:3

out <- scale(1:3)[2, 1] 

out <- cut(scale(d$i), c(-Inf, 0, Inf))

out <- identical(dim(scale(1:3)), c(3L, 1L))

out <- t(scale(1:3))

out <- scale(1:3) %*% 2

out <- cumsum(scale(1:3)); cat(scale(1:3), "\n")

out <- append(scale(1:3), 9)

out <- is.na(scale(d$x))

out <- sum(is.na(scale(d$x)))

out <- pnorm(scale(1:3)); out2 <- plogis(scale(1:3)); cat(dim(out2), "\n")

d$z <- (d$i - mean(d$i)) / sd(d$i); out <- all.equal(d$z, scale(d$i)[, 1])

out <- all.equal(d$i, as.numeric(scale(d$i) * sd(d$i) + mean(d$i)))

out <- cor(as.matrix(d[, c("id", "i")]), d$i * 2 + d$id^2)

out <- cor(d[, c("id", "i")], d[, c("i", "id")])

out <- cor(m[, 1:2], m[, 3])

out <- cor(d$id, d$i)

z <- matrix(1:3, ncol = 1); out <- z[1:2, ]

z <- matrix(1:3, nrow = 1); out <- z[, 2:3]

z <- matrix(1:3); out <- z[2:3, ]

out <- scale(m)[, 1]

out <- scale(m)[, "a"]

out <- scale(d[, c("id", "i")])[, 2]

out <- scale(d$i)[1:3, 1]

x <- scale(d$i); y <- x[, 1]; out <- y + 1

d$x_c <- scale(d$x, center = TRUE, scale = FALSE)[, 1]; out <- d$x_c

d$zi <- scale(d$i); f <- lm(x ~ zi, data = d); out <- unname(coef(f))

d$zi <- as.vector(scale(d$i)); out <- tapply(d$zi, d$ok, mean)

d <- d %>% mutate(zi = as.numeric(scale(i)), zx = scale(x)[, 1]); out <- colMeans(d[, c("zi", "zx")], na.rm = TRUE)

std <- function(x) scale(x)[, 1]; out <- std(d$i)

std <- function(x) as.numeric(scale(x)); out <- sapply(d[, c("id", "i")], std)

z <- scale(d$i); d$z <- z; d$z2 <- d$z * 2; out <- as.vector(d$z2)

z <- scale(d$i); out <- sum(z * d$id)

z <- scale(d$i); out <- z + d$id

z <- scale(d$i); w <- 1; for (k in 1:3) w[k] <- z[k]; out <- w

z <- scale(d$i); out <- sapply(1:3, function(k) z[k, 1])

z <- scale(d$i); out <- mean(z[d$ok], na.rm = TRUE)

z <- scale(d$i); out <- split(z, d$ok)

z <- scale(d$i); out <- exp(-z^2 / 2)

z <- scale(d$i); out <- data.frame(z = z)

z <- scale(d$i); out <- names(data.frame(z = z, w = 1))

z <- scale(d$i); out <- cut(z, c(-2, 0, 2))

z <- scale(d$i); out <- as.data.frame(z)

z <- scale(d[, c("id", "i")]); out <- as.data.frame(z)

z <- scale(d[, c("id", "i")]); out <- colMeans(z)

z <- scale(d$i); out <- summary(as.numeric(z))

z <- scale(d$i); out <- z == max(z)

z <- scale(d$i); out <- !(z > 0)

z <- scale(d$i); out <- -z

z <- scale(d$i); out <- abs(z) > 1 & z < 2

z <- scale(d$i); out <- c(z, 1)

z <- scale(d$i); out <- rnorm(6, z, 0)

z <- scale(d$i); out <- pmin(z, 0)

z <- scale(d$i); out <- paste(round(z, 1))

z <- scale(d$i); out <- format(z, digits = 2)

z <- scale(d$i); out <- rank(z)

z <- scale(d$i); out <- outer(z[, 1], 1:2)

z <- scale(d$i); out <- lapply(1:2, function(k) z[k])

z <- scale(d$i); z[2] <- 0; out <- z

z <- scale(d$i); out <- dim(z^2)

z <- scale(d$i); out <- var(z)

z <- scale(d$i); out <- sd(z)

z <- scale(d$i); out <- colnames(z)

out <- dist(matrix(c(0, 3, 0, 4), 2))[1]

out <- mean(dist(c(1, 2, 10)))

out <- as.numeric(dist(c(1, 2, 10)))

out <- as.matrix(dist(c(a = 1, b = 2, c = 10)))

out <- as.matrix(dist(m))["r1", ]

out <- length(dist(m)); cat(max(dist(m)), "\n")

out <- as.vector(dist(m))

out <- nrow(unique(rbind(1:2, 1:2, 3:4)))

out <- unique(rbind(1:2, 1:2, 3:4))

out <- unique(cbind(a = c(1, 1, 2), b = c(3, 3, 4)))

out <- duplicated(rbind(1:2, 1:2, 3:4))

out <- unique(m)

x <- matrix(c(1, 1, 2, 1, 1, 3), 3); out <- x[!duplicated(x), ]

out <- cutree(hclust(dist(c(1, 2, 10, 11))), 2)

dd <- dist(d[, c("id", "i")]); out <- round(dd, 2)[1:3]

dd <- dist(c(1, 5, 9)); out <- dd * 2

dd <- dist(c(1, 5, 9)); out <- sum(dd^2)

x <- rep(1L, 100000); out <- paste(table(x))

cat(table(rep("a", 100000)), "\n")

t0 <- table(rep(c("a", "b"), c(100000, 5))); cat(names(t0), t0, "\n")

t0 <- table(rep(c("a", "b"), c(100000, 5))); out <- paste0(names(t0), "=", t0)

out <- as.character(median(c(100000L, 200000L)))

f <- function(n) cat("n =", n, "\n"); f(100000); f(100000L); f(nrow(d) * 100000L)

f <- function(n) paste("n", n); out <- c(f(1e5), f(100000L), f(200000), f(123456))

f <- function(n = 100000L) paste(n); out <- f()

out <- paste(nrow(d) * 1e5, 100000L, 1e5, 3e5L, 400000)

n <- 100000L; m2 <- n; cat(n, m2, n + 1L, n * 2L, n * 2, n / 1L, "\n")

x <- c(a = 100000L); cat(x, x["a"], x[["a"]], "\n")

cat(sum(rep(100000L, 3)), sum(rep(1e5, 3)), max(100000L, 3L), "\n")

cat(length(1:100000), nrow(data.frame(x = 1:100000)), "\n")

out <- paste(sapply(c(100000L, 5L), function(v) v))

for (k in c(100000L, 200000L)) cat(k, ""); cat("\n")

for (k in c(1e5, 2e5)) cat(k, ""); cat("\n")

l2 <- list(n = 100000L, m = 1e5); cat(l2$n, l2$m, "\n")

out <- format(100000L); cat(format(1e5), format(100000L), format(123456789), "\n")

cat(as.integer(1e5), round(1e5), floor(1e5 + .5), 1e5 %/% 1L, "\n")

out <- paste(1e5 + 0:2)

out <- paste(c(1e5, 1))

out <- paste(cumsum(rep(50000L, 3)), cumprod(c(10, 100, 100)))

q <- quantile(c(100000L, 300000L), .5); cat(q, "\n"); out <- paste(q)

out <- paste(range(c(100000L, 3L))); cat(diff(c(0L, 100000L)), "\n")

t2 <- tibble(n = c(100000L, 5L)); out <- paste(t2$n); cat(t2$n[1], "\n")

out <- data.frame(k = rep("a", 100000)) %>% count(k) %>% pull(n) %>% paste()

out <- data.frame(k = rep("a", 100000)) %>% summarise(n = n()) %>% pull(n) %>% as.character()

out <- as.character(tapply(rep(1L, 100000), rep("a", 100000), sum))

out <- paste(colSums(matrix(1L, 100000, 1)), nchar(strrep("a", 100000)))

out <- paste(unlist(lapply(1:2, function(k) k * 100000L)))

out <- paste(map_int(1:2, ~ .x * 100000L), map_dbl(1:2, ~ .x * 1e5))

g <- function(a, b) a * b; out <- paste(g(2L, 50000L), g(2, 50000))

out <- paste(as.vector(table(rep(TRUE, 100000))))

out <- glue::glue("n = {n}", n = 100000L)

message(100000L); out <- sprintf("%s", 100000L); cat(sprintf("%s", 1e5), "\n")

out <- toString(c(100000L, 1L)); cat(toString(c(1e5, 1)), "\n")

x <- 5L; x <- x * 20000L; cat(x, "\n"); y <- 5; y <- y * 20000; cat(y, "\n")

out <- prettyNum(100000L, big.mark = ","); cat(prettyNum(100000, big.mark = ","), "\n")

cat(which(c(rep(FALSE, 99999), TRUE)), seq_len(100000)[100000], seq(1, 100000)[100000], seq(0, 100000, by = 50000), "\n")

cat(seq(0L, 200000L, by = 100000L), rev(seq(0, 2e5, length.out = 3)), "\n")

cat(ifelse(TRUE, 100000L, 1), if (TRUE) 100000L, rowSums(matrix(100000L, 1, 1)), mean(100000L), abs(-100000L), "\n")

cat(sample(100000L, 1) * 0L + 100000L, 100000L %% 200000L, -100000L, "\n")

cat(sort(c(200000L, 100000L)), unique(c(100000L, 100000L)), rev(c(1L, 100000L)), "\n")

cat(Reduce(`+`, c(50000L, 50000L)), do.call(sum, list(50000L, 50000L)), "\n")

cat(as.numeric("100000"), as.integer("100000"), strtoi("100000"), "\n")

cat(dim(matrix(0, 100000, 1)), NROW(1:100000), "\n")

n_obs <- nrow(data.frame(x = 1:100000)); cat("Observations:", n_obs, "\n"); out <- paste0("N=", n_obs / 2, ",", n_obs)

s <- 0L; for (k in 1:4) s <- s + 25000L; cat(s, "\n"); s2 <- 0; for (k in 1:4) s2 <- s2 + 25000L; cat(s2, "\n")

cat(3L, 3, 3.0, 2.50, "\n"); cat(5.0, "\n"); cat(1.10)

n <- 100000; cat(n, paste(n), format(n), as.character(n), "\n"); message(n)

x <- c(100000, 5); cat(x, "\n"); out <- paste(x); cat(format(x), as.character(x), "\n")

cat(100000, 200000L, "\n"); out <- paste0("n", 100000); cat(format(100000), as.character(100000), format(123456), "\n")

n <- 100000; out <- glue::glue("n = {n}")

cat(format(1000000, big.mark = ","), format(1234567, big.mark = ","), format(1e6, big.mark = ","), "\n")

n <- 200000; out <- sprintf("%d of %s", 5L, n)

ids <- c(100001, 200000); out <- paste0("p", ids)

d$id <- d$id + 100000L; out <- paste0("s", d$id)

ids <- 100000:100003; out <- paste0("s", ids)

ids <- c(100000L, 100001L); out <- paste("id", ids, sep = "_"); cat(ids, "\n")

out <- format(c(100000, 1.5)); cat(format(c(100000, 150)), "\n")

x <- 120000; cat("income:", x, "\n"); y <- 300000; cat("income:", y, "\n"); out <- paste(x * 2, y)

f <- function(a) if (a) c(1, 2) else "x"; cat(f(TRUE), "\n"); cat(f(FALSE), "\n")

k <- function(a) { if (a > 1) { x <- c(1, 2) } else { x <- "z" } }; y <- k(3); cat(y, "\n"); out <- y

f <- function(a) { if (a) { c(x = 1, y = 2) } else { 0 } }; cat(f(TRUE), "\n"); out <- paste(f(TRUE))

f <- function(v) { if (length(v) > 2) return(v * 2); "short" }; cat(f(1:3), f(1), "\n")

f <- function(v) { switch(v, a = c(1, 2), b = "x") }; cat(f("a"), f("b"), "\n")

f <- function(v) { for (i in v) if (i > 2) return(c(i, i)); "none" }; cat(f(1:4), f(1), "\n")

f <- function() { tryCatch({ c(1, 2.5) }, error = function(e) "x", finally = cat("done\n")) }; cat(f(), "\n")

f <- function(a) { if (a) list(1, "b") else "x" }; out <- length(f(TRUE)); cat(f(FALSE), "\n")

f <- function(a) { if (is.null(a)) NULL else if (a > 1) c(1, 2) else TRUE }; cat(f(2), f(0), is.null(f(NULL)), "\n")

f <- function(a) { x <- if (a) 1:3 else "z"; x }; cat(f(TRUE), "\n"); cat(f(FALSE), "\n")

f <- function(d0, n) { if (n) d0 else nrow(d0) }; out <- f(e, TRUE); cat(f(e, FALSE), "\n")

f <- function(p) { if (p < .001) "< .001" else round(p, 3) }; cat(f(.5), f(.0001), "\n"); out <- paste("p", f(.0456))

f <- function(x) { if (x > 0) { "pos" } else if (x < 0) { c("neg", "!") } else 0 }; cat(f(-1), f(0), f(1), "\n")

f <- function(k) { r <- k * 2; if (k == 1) { cat("one\n") ; r } else { message("m"); c(r, r) } }; cat(f(1), f(2), "\n")

out <- strrep("ab", 0:2); cat(out, strrep(c("a", "b"), 2), "\n")

cat(log(8, c(2, 8)), atan2(1, c(1, 2)), "\n"); cat(bitwAnd(5L, c(1L, 4L)), "\n"); cat(rgb <- NULL, "\n"); cat(dbinom(1, 2, c(.1, .5)), "\n")

cat(gsub("a", "b", "aa"), sub("a", "b", c("aa", "ca")), "\n"); cat(5 %in% 1:5, 1:2 + 1, "\n"); cat(5 > c(1, 9), "\n")

cat(dpois(1, c(1, 2)), dgamma(1, c(1, 2), 1), "\n"); cat(pt(1, c(3, 5)), "\n"); cat(besselI(1, 0:1), "\n"); cat(beta(1, 1:2), "\n")

a <- TRUE; if (a) y <- 1:3 else y <- "k"; cat(y, "\n")

a <- FALSE; y <- "k"; if (!a) { y <- c(1, 2) }; cat(y, "\n"); out <- paste(y)

x <- 1; for (i in 2:3) x <- c(x, i); cat(x, "\n"); out <- paste0("v", x)

x <- "s"; for (i in 1:2) { cat(x, ""); x <- c(x, "t") }; cat("\n"); out <- x

x <- 1; while (length(x) < 3) { x <- c(x, 2) }; cat(x, "\n")

x <- NULL; for (i in 1:3) { x <- c(x, i^2); cat(x, "\n") }

f <- function(x) { x <- x * 2; if (length(x) > 1) x <- paste(x, collapse = "-"); x }; cat(f(1:2), f(3), "\n")

f <- function(n) { r <- 1; for (i in 1:n) { r <- c(r, i); if (length(r) > 2) r <- "stop" }; r }; cat(f(1), "\n"); cat(f(2), "\n")

s <- "a"; s <- strsplit("b-c", "-")[[1]]; cat(s, "\n"); s <- 5; cat(s, s + 1, "\n")

g <- function(v) { res <- 0; res[v] <- 1; res }; cat(g(3), "\n")

z <- 3; z[3] <- 1; cat(z, "\n"); z <- c(z, "a"); cat(z, "\n")

y <- tryCatch(c(1, 2), error = function(e) "bad"); cat(y, "\n"); y2 <- tryCatch(stop("e"), error = function(e) "bad"); cat(y2, "\n")

y <- if (TRUE) c("u", "v") else 1; cat(y, "\n"); y <- switch("b", a = 1, b = c("x", "y")); cat(y, "\n")

k <- 2; v <- ifelse(k > 1, "many", "one"); cat(v, "\n"); w <- ifelse(c(1, 3) > k, "many", "one"); cat(w, "\n")

f <- function(x, type) { if (type == "m") return(mean(x)); if (type == "r") return(range(x)); x }; cat(f(1:4, "m"), f(1:4, "r"), f(1:2, "z"), "\n")

f <- function(x) { out <- x; out[out > 2] <- "big"; out }; cat(f(1:4), "\n")

f <- function(x) { if (is.character(x)) return(toupper(x)); x * 2 }; cat(f("a"), f(2), f(1:3), "\n"); out <- f(c("a", "b"))

f <- function() { x <- list(); x$a <- 1; x$b <- "q"; x }; r <- f(); cat(r$a, r$b, length(r), "\n")

f <- function(d0) { d0$z <- d0$w * 2; d0[!is.na(d0$z), ] }; out <- f(e); cat(nrow(f(e)), names(f(e)), "\n")

f <- function(x) { names(x) <- c("a", "b"); x }; out <- f(1:2); cat(f(3:4)["b"], names(f(1:2)), "\n")

f <- function(x) { m2 <- matrix(x, 2); if (ncol(m2) > 1) m2[, 1] else m2 }; out <- f(1:4); cat(f(1:2), "\n")

f <- function(x, g) tapply(x, g, mean); r <- f(c(1, 2, 3), c("a", "b", "a")); cat(r, names(r), r["a"], "\n"); out <- r

f <- function(x) { if (length(x) == 0) return(NA); max(x) }; cat(f(c()), f(3), f(c(1, 5)), "\n"); out <- sapply(list(numeric(0), 1:3), f)

f <- function(x) sapply(x, function(v) if (v > 1) "hi" else "lo"); cat(f(c(1, 2)), "\n"); out <- f(c(a = 1, b = 2))

f <- function(x) { y <- c(); for (v in x) if (v > 1) y <- c(y, v); y }; cat(f(1:3), length(f(0)), is.null(f(0)), "\n")

f <- function(x) { s <- 0; for (v in x) s <- s + v; s / length(x) }; cat(f(c(1, 2)), f(1:4), "\n")

x <- 5; f <- function() x; x <- c("a", "b"); cat(f(), "\n"); out <- f()

lab <- function(p) { if (p < .001) "p < .001" else sprintf("p = %.3f", p) }; cat(sapply(c(.0001, .03), lab), "\n"); cat(lab(.2), "\n")

f <- function(x, digits = 2) { r <- round(x, digits); names(r) <- names(x); r }; cat(f(c(a = 1.234)), "\n"); out <- f(c(a = 1.234, b = 2))

sim <- function(n, k) { z <- rep(seq_len(k), length.out = n); if (k == 1) z <- rep("only", n); z }; cat(sim(3, 2), "\n"); cat(sim(2, 1), "\n")

f <- function(...) { v <- c(...); if (length(v) > 1) v[1] else v }; cat(f(1, 2), f("a"), "\n")

res <- sapply(1:3, function(i) { if (i == 2) return(NA); i * 10 }); cat(res, "\n"); out <- res

res <- lapply(1:2, function(i) if (i == 1) "a" else c(1, 2)); cat(res[[1]], res[[2]], "\n"); out <- lengths(res)

v <- c(1, 2); v <- v[v > 5]; cat(length(v), sum(v), max(c(v, -1)), "\n"); out <- v

w <- 1:3; w <- w[w > 2]; cat(w, "\n"); w <- w[[1]]; cat(w + 1, "\n"); u <- c(a = 1); u <- u["a"]; cat(names(u), u, "\n")

m2 <- matrix(1:4, 2); m2 <- m2[1, ]; cat(m2, length(m2), "\n"); m2 <- t(m2); cat(dim(m2), "\n")

d2 <- e; d2 <- d2$w; cat(d2, "\n"); d2 <- mean(d2, na.rm = TRUE); cat(round(d2, 2), "\n")

x <- "3"; x <- as.numeric(x); cat(x + 1, "\n"); x <- as.character(x); cat(nchar(x), "\n"); x <- factor(c("u", "v")); cat(x, levels(x), "\n")

n <- 3; n <- n + c(1, 2); cat(n, "\n"); n <- sum(n); cat(n, "\n"); n <- n > 5; cat(n, "\n")

f <- function(k) { lab <- switch(as.character(k), "1" = "one", "2" = c("two", "deux"), k); lab }; cat(f(1), f(2), f(7), "\n")

f <- function(x) { x[["k"]] <- 9; x }; cat(f(c(a = 1)), "\n"); out <- f(list(a = "z"))

swap <- function(a, b) { tmp <- a; a <- b; b <- tmp; list(a = a, b = b) }; r <- swap(1:2, "z"); cat(r$a, r$b, "\n")

f <- function(i) { if (i == 0) return("end"); f(i - 1) }; cat(f(3), "\n"); g <- function(i) if (i == 0) c(1, 2) else g(i - 1); cat(g(2), "\n")

add1 <- function(x) x + 1; twice <- function(f, x) f(f(x)); cat(twice(add1, 1), twice(add1, 1:2), "\n"); cat(twice(function(s) paste0(s, "!"), "a"), "\n")

out <- vapply(1:2, function(i) { s <- "k"; if (i == 2) s <- "m"; s }, ""); cat(out, "\n")

h <- NULL; if (is.null(h)) h <- "def"; cat(h, "\n"); h <- if (is.null(NULL)) 1:2 else h; cat(h, "\n")

x <- 1; while (length(x) < 3) { x <- c(x, 2) }; cat(x, "\n"); out <- x

x <- 0.5; for (t in 1:4) { x <- c(x, x[length(x)] * 0.5) }; out <- x

x <- 10; repeat { x <- c(x, tail(x, 1) - 3); if (tail(x, 1) < 0) break }; out <- x

f <- function(n) { r <- 1; for (i in 1:n) r <- c(r, i); r }; out <- f(3); cat(f(1), "\n")

f <- function(n) { r <- 0; i <- 1; while (i < n) { r <- append(r, i); i <- i + 1 }; sum(r) }; out <- f(4)

x <- TRUE; for (i in 1:2) x <- c(x, FALSE); out <- x; cat(sum(x), "\n")

x <- 1; y <- 2; for (i in 1:3) { x <- c(x, y); y <- y + 1 }; out <- x; cat(y, "\n")

path <- 0; for (s in c(1, -1, 2)) { path <- c(path, path[length(path)] + s) }; out <- path; cat(max(path), length(path), "\n")

fib <- c(1, 1); for (i in 3:8) fib <- c(fib, fib[i - 1] + fib[i - 2]); out <- fib

m <- 1; for (k in 1:2) { m <- c(m, m * 2); cat(m, "\n") }; out <- length(m)

ll <- -100; it <- 0; while (it < 3) { it <- it + 1; new <- ll[length(ll)] + 1 / it; ll <- c(ll, new) }; out <- ll; cat(diff(ll), it, "\n")

s <- "a"; for (i in 1:2) s <- paste0(s, "b"); out <- s; w <- 1; for (i in 1:3) w <- w * 2; cat(w, "\n")

p <- 1; x <- c(0, 1); for (m in 1:2) p <- p * dnorm(x, m); cat(p, "\n"); out <- p

v <- 0; for (i in 1:3) v <- v + c(1, i); cat(v, "\n"); out <- paste("v", v)

m2 <- 0; for (k in 1:2) m2 <- m2 + diag(2) * k; out <- m2; cat(sum(m2), dim(m2), "\n")

cur <- "a"; for (k in c("b", "c")) { cat(cur, k, "\n"); cur <- k }; out <- cur

cur <- 0; for (k in list("b", 2, c(3, 4))) cur <- k; cat(cur, "\n"); out <- cur

tot <- 0; n <- 0; for (v in c(2, 4)) { tot <- tot + v; n <- n + 1 }; cat(tot / n, n, "\n"); out <- paste0("n=", n)

best <- NULL; for (k in c(3, 1, 2)) if (is.null(best) || k < best) best <- k; cat(best, "\n")

best <- list(v = Inf); for (k in c(3, 1, 2)) if (k < best$v) best <- list(v = k, n = letters[k]); cat(best$v, best$n, "\n")

lab <- ""; for (k in 1:3) lab <- paste0(lab, k); cat(lab, nchar(lab), "\n")

lab <- character(0); for (k in 1:2) lab[k] <- paste("k", k); cat(lab, length(lab), "\n")

d2 <- NULL; for (k in 1:2) d2 <- rbind(d2, c(k, k^2)); out <- d2; cat(dim(d2), "\n")

d2 <- data.frame(); for (k in 1:2) { row <- data.frame(k = k, s = letters[k]); d2 <- rbind(d2, row) }; out <- d2

d2 <- NULL; for (k in 1:2) d2 <- bind_rows(d2, tibble(k = k, v = list(1:k))); cat(nrow(d2), lengths(d2$v), "\n")

r <- c(); for (nm in names(e)) r[nm] <- class(e[[nm]]); out <- r

r <- list(); for (nm in c("u", "v")) r[[nm]] <- if (nm == "u") 1 else "z"; cat(r$u, r$v, "\n"); out <- names(r)

r <- numeric(0); for (k in 1:3) { if (k == 2) next; r <- c(r, k) }; out <- r; cat(length(r), "\n")

r <- vector("list", 2); for (k in 1:2) r[[k]] <- rep(k, k); out <- unlist(r); cat(lengths(r), "\n")

z <- c(1, 2); for (i in 1:2) z <- z[z > i - 1]; cat(z, "\n"); z <- z[-1]; cat(length(z), "\n")

s <- 0; for (i in seq_along(c("a", "b"))) { w <- c("a", "b")[i]; s <- s + nchar(w); cat(w, s, "\n") }

x <- c(a = 1); for (n in c("b", "c")) x[n] <- nchar(n) + 1; out <- x; cat(names(x), "\n")

f <- function(x) { while (length(x) > 1) x <- x[-1]; x }; cat(f(1:3), f("a"), f(c("u", "v")), "\n")

f <- function(x) { for (i in seq_along(x)) if (x[i] < 0) x[i] <- 0; x }; cat(f(c(-1, 2)), "\n"); out <- f(c(a = -1, b = 3))

f <- function(x, k) { for (i in 1:k) x <- (x + 2 / x) / 2; x }; cat(f(1, 20), "\n"); out <- f(c(1, 2), 20)

f <- function(n) { v <- 1; repeat { if (length(v) >= n) break; v <- c(v, sum(tail(v, 2))) }; v }; out <- f(6)

cnt <- 0; while (TRUE) { cnt <- cnt + 1; if (cnt %% 2 == 0) next; if (cnt > 5) break }; cat(cnt, "\n")

th <- 0.5; for (it in 1:50) { r1 <- th * c(.2, .7) / (th * c(.2, .7) + (1 - th) * c(.6, .1)); th <- mean(r1) }; cat(round(th, 4), "\n")

mu <- c(0, 4); y <- c(.1, -.2, 3.9, 4.2); for (it in 1:5) { d1 <- dnorm(y, mu[1]); d2 <- dnorm(y, mu[2]); r <- d1 / (d1 + d2); mu <- c(sum(r * y) / sum(r), sum((1 - r) * y) / sum(1 - r)) }; out <- mu; cat(round(mu, 3), "\n")

ll <- -Inf; tr <- c(); for (it in 1:3) { new <- -10 / it; if (new - ll < 1e-6) break; ll <- new; tr <- c(tr, ll) }; cat(tr, "\n"); out <- ll

a <- 1; b <- "x"; for (i in 1:2) { t <- a; a <- b; b <- t }; cat(a, b, "\n")

g <- "none"; for (k in 1:3) if (k == 2) g <- c(g, k); cat(g, length(g), "\n")

x <- 3; x <- if (x > 2) c(x, x + 1) else x; cat(x, "\n"); y <- x[1]; y[2] <- 7; cat(y, "\n")

k <- 1; ks <- sapply(1:3, function(i) { k <<- k * 2; k }); cat(ks, k, "\n")

out <- NULL; for (g in unique(d$g)) { v <- d$x[d$g %in% g]; out <- c(out, if (length(v)) mean(v) else NA) }

for (col in c("x", "i")) { d[[paste0(col, "_z")]] <- (d[[col]] - mean(d[[col]], na.rm = TRUE)) / sd(d[[col]], na.rm = TRUE) }; out <- d[, c("x_z", "i_z")]

for (g in levels(d$g)) { n <- sum(d$g == g, na.rm = TRUE); if (n == 0) { cat(g, "empty\n"); next }; cat(g, n, "\n") }

for (i in seq_len(nrow(e))) { row <- e[i, ]; cat(row$s, if (is.na(row$w)) "missing" else row$w, "\n") }

res <- sapply(c(a = 1, b = 2), function(v) { r <- v; for (i in 1:2) r <- c(r, v + i); sum(r) }); out <- res

res <- vapply(split(d$i, d$ok), function(v) { s <- 0; for (q in v) s <- s + q; s }, numeric(1)); out <- res

out <- matrix(NA, 2, 2); for (i in 1:2) { row <- c(); for (j in 1:2) row <- c(row, i * j); out[i, ] <- row }

x <- 10; while (x > 1) { x <- if (x %% 2 == 0) x / 2 else 3 * x + 1; cat(x, "") }; cat("\n")

words <- c("b", "a"); i <- 1; sorted <- words; while (i < length(sorted)) { if (sorted[i] > sorted[i + 1]) { t <- sorted[i]; sorted[i] <- sorted[i + 1]; sorted[i + 1] <- t }; i <- i + 1 }; out <- sorted

x <- c(1, 2, 3); y <- x; y[1] <- 99; out <- x; cat(y, "\n")

x <- c(1, 2, 3); y <- x; x[2] <- 0; out <- y

l1 <- list(a = 1, b = list(c = 2)); l2 <- l1; l2$b$c <- 9; out <- l1$b$c; cat(l2$b$c, "\n")

d2 <- e; d2$w[1] <- 100; out <- e$w; cat(d2$w, "\n")

d2 <- e; d2[d2$s == "b", "w"] <- 0; out <- e; cat(d2$w, "\n")

m1 <- m; m1["r1", "a"] <- 50; out <- m["r1", "a"]; cat(m1["r1", "a"], "\n")

m1 <- matrix(1:4, 2); m2 <- m1; m2[1, 1] <- 9L; out <- m1; m3 <- t(m1); m3[1, 2] <- 7L; cat(m1, "\n")

f <- function(v) { v[1] <- 0; sum(v) }; x <- c(5, 6); f(x); out <- x

f <- function(d0) { d0$new <- 1; d0 }; z <- f(e); out <- names(e); cat(names(z), "\n")

f <- function(l0) { l0[["k"]] <- 2; length(l0) }; q <- list(a = 1); f(q); out <- names(q)

x <- 1:3; l1 <- list(x, x); l1[[1]][2] <- 0L; out <- l1[[2]]; cat(x, "\n")

x <- c(a = 1, b = 2); y <- x; names(y) <- c("p", "q"); out <- names(x); cat(names(y), "\n")

x <- c(3, 1, 2); y <- sort(x); y[1] <- 9; out <- x; z <- rev(x); z[1] <- 0; cat(x, "\n")

x <- c(1, 2); f <- function() { x[1] <<- 50; invisible(NULL) }; f(); out <- x

d2 <- e; names(d2)[2] <- "val"; out <- names(e); cat(names(d2), "\n")

d2 <- e[1:2, ]; d2$w <- 0; out <- e$w; v2 <- e$w; v2[1] <- 77; cat(e$w, "\n")

fac <- factor(c("a", "b")); g2 <- fac; levels(g2)[1] <- "z"; out <- levels(fac); cat(levels(g2), "\n")

lst <- list(); base <- c(0, 0); for (i in 1:2) { base[i] <- i; lst[[i]] <- base }; out <- lst[[1]]; cat(lst[[2]], "\n")

lst <- list(); st <- list(n = 0); for (i in 1:2) { st$n <- i; lst[[i]] <- st }; out <- lst[[1]]$n

snap <- list(); d2 <- e; for (i in 1:2) { d2$w <- i; snap[[i]] <- d2 }; out <- snap[[1]]$w

snap <- list(); m2 <- matrix(0, 1, 2); for (i in 1:2) { m2[1, i] <- i; snap[[i]] <- m2 }; out <- snap[[1]]

a <- b <- c(1, 2); a[1] <- 9; out <- b

x <- 1:3; swap <- function(v, i, j) { t <- v[i]; v[i] <- v[j]; v[j] <- t; v }; y <- swap(x, 1, 3); out <- x; cat(y, "\n")

hist0 <- NULL; cur <- c(1, 1); for (i in 1:3) { cur[1] <- cur[1] * 2; hist0 <- rbind(hist0, cur) }; out <- unname(hist0)

x <- list(1, 2); for (k in x) { k <- k * 10 }; out <- unlist(x); v <- 1:3; for (i in v) { v[1] <- 100L }; cat(v, "\n")

d2 <- d; d2$g[1] <- "hi"; out <- d$g; cat(as.character(d2$g[1]), "\n")

t2 <- t; t2$n[2] <- 0L; out <- t$n; cat(t2$n, "\n")

x <- e$w; e$w <- e$w * 2; out <- x; cat(e$w, "\n")

x <- m[, "a"]; m[1, "a"] <- 99; out <- x; y <- m["r2", ]; y[1] <- 0; cat(m["r2", ], "\n")

old <- v; v["a"] <- 0; out <- old; v2 <- v[c("a", "b")]; v2["b"] <- 5; cat(v, "\n")

p <- list(x = c(1, 2)); q <- p$x; q[1] <- 7; out <- p$x; p$x[2] <- 8; cat(q, p$x, "\n")

apply0 <- function(mm) { mm[mm > 1] <- 0; mm }; z <- apply0(m); out <- m

x <- array(1:8, c(2, 2, 2)); s <- x[, , 1]; s[1, 1] <- 99L; out <- x[1, 1, 1]; cat(s, "\n")

l2 <- list(); for (i in 1:2) { e$w <- i; l2[[paste0("k", i)]] <- e }; out <- l2$k1$w

l3 <- list(); for (i in 1:2) { e$w <- i; l3 <- c(l3, list(e)) }; out <- l3[[1]]$w

l4 <- list(a = e); e$w <- 9; l4$b <- e; e$w <- 10; out <- c(l4$a$w, l4$b$w)

f <- function() { d0 <- e; r <- list(); for (i in 1:2) { d0$w <- i; r[[i]] <- d0 }; r }; out <- f()[[1]]$w

l5 <- list(e, e); l5[[1]]$w <- 0; out <- l5[[2]]$w; cat(e$w, "\n")

d2 <- e; keep <- list(orig = d2); d2$w[2] <- 50; out <- keep$orig$w

d2 <- e; s2 <- split(d2, d2$s); d2$w <- 0; out <- s2$a$w

d2 <- head(e, 10); d2$w <- 0; out <- e$w

d2 <- e %>% select(s, w); d2$w <- 0; out <- e$w

d2 <- e %>% filter(TRUE); d2$w <- 0; out <- e$w

d2 <- as.data.frame(e); d2$w <- 0; out <- e$w

d2 <- as_tibble(e); d2$w <- 0; out <- e$w

d2 <- ungroup(e); d2$w <- 0; out <- e$w

d2 <- identity(e); d2$w <- 0; out <- e$w

d2 <- if (TRUE) e else NULL; d2$w <- 0; out <- e$w

f <- function(z) z; d2 <- f(e); d2$w <- 0; out <- e$w

f <- function() e; d2 <- f(); d2$w <- 0; out <- e$w

f <- function(z) { z }; d2 <- f(e); e$w <- 0; out <- d2$w

d2 <- (e); d2$w <- 0; out <- e$w

d2 <- invisible(e); e$w <- 5; out <- d2$w

d2 <- suppressWarnings(e); e$w <- 5; out <- d2$w

d2 <- droplevels(e); e$w <- 5; out <- d2$w

d2 <- e[, ]; d2$w <- 0; out <- e$w

d2 <- e[order(e$s), ]; d2$w <- 0; out <- e$w

d2 <- subset(e, TRUE); d2$w <- 0; out <- e$w

d2 <- na.omit(d); d2$x <- 0; out <- d$x

d2 <- unique(e); d2$w <- 0; out <- e$w

d2 <- rbind(e); d2$w <- 0; out <- e$w

d2 <- cbind(e); d2$w <- 0; out <- e$w

d2 <- data.frame(e); d2$w <- 0; out <- e$w

d2 <- transform(e); d2$w <- 0; out <- e$w

d2 <- e %>% arrange(s); d2$w <- 0; out <- e$w

d2 <- e %>% mutate(k = 1); d2$w <- 0; out <- e$w

d2 <- switch("a", a = e, b = NULL); d2$w <- 0; out <- e$w

d2 <- tryCatch(e, error = function(x) NULL); d2$w <- 0; out <- e$w

d2 <- Reduce(rbind, list(e)); d2$w <- 0; out <- e$w

l1 <- list(a = e); d2 <- l1$a; d2$w <- 0; out <- l1$a$w; cat(e$w, "\n")

l1 <- list(a = e); d2 <- l1[["a"]]; d2$w[1] <- 0; out <- l1$a$w

d2 <- get("e"); d2$w <- 0; out <- e$w

d2 <- do.call(rbind, list(e)); d2$w <- 0; out <- e$w

m1 <- lm(x ~ id, d); d$x <- 0; out <- model.frame(m1)$x

d2 <- with(e, e); d2$w <- 0; out <- e$w

d2 <- local({ q <- e; q }); d2$w <- 0; out <- e$w

x <- e$w; e$w[1] <- 100; out <- x

x <- e[["w"]]; e[["w"]] <- 0; out <- x

mm <- as.matrix(d[, c("id", "i")]); m2 <- mm; m2[1, 1] <- 99; out <- mm[1, 1]; mm[2, 2] <- 50; cat(m2[2, 2], "\n")

g <- d %>% group_by(ok); d2 <- g; d2$x <- 0; out <- g$x

f <- function(z) { z$w <- 0; z }; d2 <- f(e); out <- e$w; d3 <- lapply(list(e, e), f); cat(e$w, "\n")

f <- function(z) { z[["w"]][1] <- 0; sum(z$w, na.rm = TRUE) }; f(e); out <- e$w

d2 <- e; d3 <- d2; d2$w <- 1; d3$w <- 2; out <- c(d2$w[1], d3$w[1], e$w[1])

d2 <- d3 <- e; d2$w <- 1; out <- d3$w; cat(e$w, "\n")

d2 <- e; f <- function() d2; old <- f(); d2$w <- 7; out <- old$w

orig <- mtcars; orig$mpg <- 0; out <- mtcars$mpg[1:3]

cars2 <- mtcars; mtcars$mpg <- 1; out <- cars2$mpg[1:2]; cat(mtcars$mpg[1], "\n")
