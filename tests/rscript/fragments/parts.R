# Fragments on parts of arrays, of tables of priors and of lists, and on names of columns that change.

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- a[1, "mean", "u"]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- a[, "mean", ]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- a[1, , ]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- a[, , "v"]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- apply(a, c(1, 2), mean)

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- apply(a, 3, sum)

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- apply(a, 2, range)

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- apply(a, c(2, 3), mean)

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- length(a)

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- dimnames(a)[[2]]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- sum(is.na(a))

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- (a * 2)[1, "mean", "u"]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- dim(aperm(a, c(3, 1, 2)))

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
out <- aperm(a, c(3, 1, 2))["v", 2, "mean"]

a <- array(NA_real_, dim = c(2, 3, 2), dimnames = list(NULL, c("n", "mean", "var"), c("u", "v")))
for (i in 1:2) for (k in c("u", "v")) a[i, , k] <- c(i, i * 10, nchar(k))
a[2, "mean", "v"] <- 99
a[a > 50] <- 0
out <- max(a)

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm, c(1, 3), function(v) v["Estimate"])

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm, 3, function(m) m[, "Estimate"])

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm, 3, colMeans)

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm, 1, function(m) m["Estimate", 2])

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm[, "Estimate", ], 1, which.max)

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- dim(apply(pm, c(3, 1), range))

pm <- array(1:24 / 24, c(4, 3, 2), dimnames = list(NULL, c("Estimate", "Est.Error", "Q2.5"), c("P(K = 1 | Y)", "P(K = 2 | Y)")))
out <- apply(pm, 2, function(v) v[2])

out <- apply(matrix(1:4, 2, dimnames = list(c("a", "b"), NULL)), c(1, 2), function(v) v + 0.5)

w <- array(1:24, c(2, 3, 4))
out <- apply(w, 3, function(m) m[1, 2])

w <- array(1:24, c(2, 3, 4))
out <- apply(w, 3, function(m) m[3])

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, list(d$a, d$b), quantile, probs = c(.1, .9))[["x", "u"]]

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- dim(tapply(d$y, list(d$a, d$b), range))

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(as.character(d$a), list(d$a, d$b), function(v) v[1])

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, list(d$a, d$b), function(v) any(v > 3))

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- is.null(tapply(d$y, list(d$a, d$e), range)[["x", "2"]])

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, list(d$a, d$e), length)

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, d[c("a", "b")], mean)

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, list(d$a, d$e), sum, default = 0)

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, list(d$a, d$b), summary)[["y", "v"]][["Mean"]]

d <- data.frame(y = c(1, 2, 3, 4, 5, 6, 7, 8), a = factor(rep(c("x", "y"), 4)), b = rep(c("u", "v"), each = 4), e = c(1, 1, 1, 1, 1, 1, 1, 2))
out <- tapply(d$y, factor(d$e, levels = 1:3), range)

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(m, .name_repair = ~ c("p", "q")))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(m, .name_repair = "unique"))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(mn, .name_repair = "unique"))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(mn, .name_repair = "universal"))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(d, .name_repair = make.names))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(d, .name_repair = ~ paste0("k_", .x)))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(as_tibble(d, .name_repair = function(n) paste0(n, "1")))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(bind_cols(d, z = 1:2))

m <- matrix(1:4, 2)
mn <- matrix(1:4, 2, dimnames = list(NULL, c("a b", "a b")))
d <- data.frame(`x y` = 1:2, z = 3:4, check.names = FALSE)
out <- names(bind_cols(as_tibble(d), as_tibble(m, .name_repair = ~ c("p1", "p2")), .name_repair = ~ toupper(.x)))

m <- matrix(1:4, 2, dimnames = list(NULL, c("p1", "p2")))
p2 <- 5
out <- bind_cols(data.frame(a = 1:2), as.data.frame(m)) %>% mutate(k = p2)

p2 <- 5
out <- bind_cols(data.frame(a = 1:2), data.frame(b = 1:2)) %>% mutate(k = p2)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
f <- function(p) { p$dpar[2] <- "mu3"; p[1, "prior"] <- "normal(0, 9)"; p }
out <- paste(f(pr)$prior, f(pr)$dpar)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
f <- function(p) { p[p$class == "sigma1", ]$prior <- "gamma(2, 2)"; p }
out <- f(pr)$prior

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
f <- function(p) p$class
out <- f(pr)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
f <- function(p) p[p$dpar == "mu1", "prior"]
out <- f(pr)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
pr$coef[1] <- "x"
pr$class <- sub("sigma1", "sigma2", pr$class)
out <- paste(pr$class, pr$coef)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
pr2 <- pr
pr2$prior <- "normal(0, 1)"
out <- c(pr$prior, pr2$prior)

pr <- c(prior(normal(0, 1), class = b, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2), prior(gamma(1, 1), class = sigma1))
pr$dpar[pr$dpar == "mu1"] <- "mu4"
out <- pr$dpar

f <- function(x, ...) c(x, ...)
out <- f(1, 2, 3)

g <- function(...) list(a = 1, ..., z = 9)
out <- names(g(b = 2))

h <- function(...) c(a = 1, ..., 5)
out <- h(b = 2)

k <- function(...) { args <- c(list(n = 3), list(...)); args$n + length(args) }
out <- k(p = 1, q = 2)

cat("Entropy R2 =", 0.5, fill = TRUE)
out <- 1

cat(rep("abcdefgh", 12), fill = 30)
out <- 1

cat("a", "b\n", file = "")
out <- 1

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- length(rnorm(cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- seq_len(cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- head(1:10, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- matrix(0, cc$n, 2)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- matrix(0, nrow = cc$n, ncol = cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- round(pi, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- 1:cc$n

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- length(vector("list", cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- seq(0, 1, length.out = cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- rep_len(1:2, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- dplyr::lag(1:5, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- nrow(dplyr::slice_head(mtcars, n = cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- formatC(2, width = cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- quantile(1:9, cc$p)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- switch(cc$name, a = 1, b = 2)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- identical(cc$n, 3L)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- mean(c(1, 2, 30), trim = cc$p)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- tail(1:10, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- length(replicate(cc$n, 1))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- seq(1, cc$n, by = 1)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- seq(cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- signif(3.14159, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- combn(4, cc$n)[1, ]

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- Reduce(`+`, 1:cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- vapply(1:cc$n, function(i) i * 2, numeric(1))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- rowSums(matrix(1, 2, cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- c(n = cc$n, p = cc$p)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- data.frame(n = cc$n, est = 1:2)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- dplyr::tibble(n = cc$n, est = 1:2)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- rep(cc$name, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- outer(1:cc$n, 1:2)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- cumsum(rep(cc$p, cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- order(c(3, 1, 2))[1:cc$n]

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- format(cc$p, nsmall = cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- rev(seq_len(cc$n))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- dplyr::ntile(1:6, cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- stringr::str_pad("a", cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- strtoi("77", cc$n + 5L)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- unlist(lapply(1:cc$n, identity))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- lengths(split(1:6, rep(1:cc$n, 2)))

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- prod(1:cc$n)

conds <- data.frame(n = c(2L, 3L), p = c(.1, .25), name = c("a", "b"), stringsAsFactors = FALSE)
cc <- conds[2, ]
out <- cor(1:cc$n, c(1, 3, 2))

cc <- data.frame(n = 3, f = factor("b", levels = c("a", "b")))[1, ]
out <- as.integer(cc$f)

g <- expand.grid(n = c(2, 4), d = c(1, 3))
out <- c()
for (i in 1:nrow(g)) {
  cc <- g[i, ]
  out <- c(out, sum(seq_len(cc$n) * cc$d))
}

g <- data.frame(n = c(2, 4), d = c(1, 3))
f <- function(k) { cc <- g[k, ]; sum(seq_len(cc$n) * cc$d) }
out <- sapply(1:2, f)

g <- data.frame(n = c(2, 4), d = c(1, 3))
f <- function(k) { cc <- g[k, ]; mean(cc$d) }
out <- c(f(1), f(1:2))

f <- function(x, g = NULL) {
  if (!is.null(g)) {
    stopifnot(is.function(g))
    x <- g(x)
  }
  x
}
out <- c(f(4, sqrt), f(3), is.function(3))
