# Fragments on rows that are bound, matrices of lists, classes of results, columns that are recycled, and parts of families.

m <- mtcars[1:2, 1:2]; out <- rbind(m, total = c(1, 2))

m <- mtcars[1:2, 1:2]; out <- rbind(total = c(1, 2), m)

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(rbind(d0, total = c(1, 2)))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rbind(d0, tot = data.frame(a = 9, b = 8))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(rbind(x = d0, data.frame(a = 9, b = 8)))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(rbind(d0, x = d0))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(m, x = m))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(rbind(d0, list(1, 2), z = list(3, 4)))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(m, c(1, 2)))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(m, list(1, 2)))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(m, c(1, 2), c(3, 4)))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(m, data.frame(mpg = 1, cyl = 2)))

d1 <- data.frame(a = 9, b = 8); out <- rownames(rbind(d1, b = d1, d1))

m <- mtcars[1:2, 1:2]; out <- rownames(rbind(x = m[1, ], c(1, 2)))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(rbind(d0[2, ], q = c(1, 2)))

d0 <- data.frame(a = 1:2, b = 3:4); out <- rownames(do.call(rbind, list(d0, total = c(1, 2))))

m <- mtcars[1:2, 1:2]; out <- rownames(do.call(rbind, list(m, total = c(1, 2))))

m <- mtcars[1:2, 1:2]; m["total", ] <- colSums(m); out <- m

m <- mtcars[1:2, 1:2]; out <- rbind(m, mean = sapply(m, mean), sd = sapply(m, sd)) |> round(2)

out <- rbind(table(mtcars$cyl), total = 1:3)

out <- rbind(head(mtcars[1:2], 1), Sum = list(1, 2))["Sum", "cyl"]

out <- rownames(morley)[1:2]

out <- rownames(rock)[2]; out <- c(out, rownames(quakes)[1], rownames(attitude)[3])

out <- rownames(mtcars %>% slice(1, 1, 2))

out <- rownames(mtcars %>% slice(c(2, 2)))

out <- rownames(mtcars[1:2, 1:2] %>% left_join(data.frame(cyl = 6, z = 1:2), by = "cyl"))

out <- rownames(data.frame(a = 1:2, row.names = c("p", "q")) %>% uncount(a))

out <- rownames(data.frame(a = 1:2, row.names = c("p", "q"))[c("q", "q", "p"), , drop = FALSE] |> subset(a == 2))

out <- class(anova(lm(mpg ~ wt, mtcars)))

a <- anova(lm(mpg ~ wt, mtcars), lm(mpg ~ wt + hp, mtcars)); out <- c(class(a), inherits(a, "anova"), inherits(a, "data.frame"))

e <- ecdf(c(1, 2, 3)); out <- c(class(e), inherits(e, "function"))

out <- class(ftable(table(mtcars$cyl, mtcars$gear)))

x <- xtabs(~ cyl + gear, mtcars); out <- c(class(x), dim(x))

x <- xtabs(hp ~ cyl, mtcars); out <- class(x)

b <- by(mtcars$mpg, mtcars$cyl, mean); out <- c(class(b), inherits(b, "by"))

t <- table(c("a", "b", "b")); out <- c(class(t), class(sort(t)), class(t / sum(t)), class(round(t / 3, 2)), class(rev(t)), class(prop.table(t)))

t2 <- table(mtcars$cyl, mtcars$am); out <- c(class(t2), class(prop.table(t2, 1)), class(t(t2)), class(t2 > 3), class(rowSums(prop.table(t2))))

f <- function(v) class(table(v)); out <- f(c("u", "v", "u"))

out <- class(summary(mtcars)); out <- c(out, inherits(summary(mtcars), "table"))

out <- class(dist(matrix(c(1.5, 2, 3, 4), 2)))

m <- tapply(mtcars$mpg, mtcars$cyl, mean); out <- class(m)

out <- class(with(mtcars, tapply(mpg, list(cyl, am), mean)))

out <- class(tapply(mtcars$mpg, factor(mtcars$cyl), mean)); out <- c(out, class(tapply(mtcars$mpg, list(mtcars$cyl), median)))

m <- tapply(mtcars$mpg, mtcars$cyl, mean)[["4"]]; out <- class(m)

w <- tryCatch(warning("careful"), warning = function(w) w); out <- c(class(w), conditionMessage(w))

out <- tryCatch(as.integer("x"), warning = function(w) class(w)[1])

out <- tryCatch(stop("no"), error = function(e) class(e))

k <- knitr::kable(data.frame(a = 1:2)); out <- class(k)

t <- table(c("a", "b")); t <- c(1.5, 2); out <- class(t)

out <- inherits(table(c("a", "b")), "table"); out <- c(out, inherits(c(1.5), "table"))

e <- ecdf(mtcars$mpg); out <- c(e(20), is.function(e))

x <- ecdf(c(1, 2)); x <- mtcars; out <- class(x)

out <- class(lm(mpg ~ wt, mtcars)$coefficients)

l <- list(t = table(c("a", "b", "a")), m = c(1.5, 2)); out <- sapply(l, class)

m <- rbind(list(a = 1, b = "x"), list(a = 2, b = "y")); out <- sum(unlist(m[, "a"]))

m <- do.call(rbind, lapply(1:3, function(i) list(k = i, n = paste0("v", i)))); out <- c(mean(unlist(m[, "k"])), dim(m))

m <- do.call(rbind, lapply(1:3, function(i) list(k = i, n = paste0("v", i)))); d <- as.data.frame(m); out <- unlist(d$k) * 2

m <- do.call(rbind, lapply(1:3, function(i) list(k = i, n = paste0("v", i)))); out <- m[[2, "k"]] + 1

m <- sapply(c(a = 1, b = 2), function(i) list(v = i, w = i^2)); out <- c(m[["w", "b"]], dim(m))

m <- sapply(c(a = 1, b = 2), function(i) list(v = i, w = i^2)); out <- dimnames(m)

m <- sapply(1:2, function(i) list(n = i, s = letters[i])); out <- unlist(m["s", ])

m <- sapply(1:2, function(i) list(n = i, s = letters[i])); out <- m[["s", 2]]

m <- t(sapply(1:2, function(i) list(n = i, sq = i^2))); d <- as.data.frame(m); out <- c(d$sq[[2]], names(d))

m <- sapply(1:2, function(i) list(i, letters[i])); out <- c(dim(m), m[[2, 1]])

m <- sapply(1:3, function(i) list(i, i^2)); out <- c(dim(m), m[[2, 3]], unlist(m[2, ]))

m <- mapply(function(a, b) list(s = a + b, p = a * b), 1:2, 3:4); out <- c(unlist(m["p", ]), dim(m))

m <- sapply(split(mtcars$mpg, mtcars$cyl), function(v) list(m = mean(v), r = range(v))); out <- m[["r", "6"]]

m <- sapply(split(mtcars$mpg, mtcars$cyl), function(v) list(m = mean(v), r = range(v))); out <- c(colnames(m), rownames(m))

out <- unlist(sapply(c(a = 1, b = 2), function(i) list(v = i)))

l <- sapply(1:2, function(i) list(x = 1:i)); out <- lengths(l)

l <- sapply(c("u", "v"), function(s) list(nchar(s)), USE.NAMES = FALSE); out <- unlist(l)

l <- sapply(1:2, function(i) if (i == 1) list(a = 1) else list(a = 1, b = 2)); out <- lengths(l)

l <- sapply(1:3, function(i) list(a = i, b = "z"), simplify = FALSE); out <- l[[2]]$b

m <- sapply(c("p", "q"), function(s) list(len = nchar(s), up = toupper(s))); out <- m[["up", "q"]]

m <- vapply(1:2, function(i) c(i, i^2), numeric(2)); out <- m

r <- replicate(2, list(a = 1, b = "u")); out <- c(dim(r), r[["b", 1]])

m <- sapply(1:2, function(i) list(a = i, b = NULL)); out <- is.null(m[["b", 1]])

fams <- list(cumulative(), sratio("cauchit"), student(), gaussian(), Gamma("log"), Beta()); out <- sapply(fams, function(f) paste(f$family, f$link))

out <- lapply(list(student(), brmsfamily("student", link_sigma = "identity"), gaussian()), function(f) f$link_sigma)

out <- sapply(list(gaussian(), student(), poisson()), `[[`, "link")

f <- student(); out <- c(f$family, f$link, f$dpars)

m <- mixture(gaussian, student, order = "mu"); out <- c(m$family, m$link, m$order, m$mix[[2]]$family, m$mix[[2]]$dpars)

out <- gaussian()$link

f <- poisson("identity"); out <- f[["link"]]

out <- is.null(poisson()$dpars)

out <- is.null(student()$mix)

out <- c(family(lm(mpg ~ wt, mtcars))$family, family(glm(am ~ wt, binomial("probit"), mtcars))$link)

g <- glm(am ~ wt, poisson, mtcars); f <- function(m) family(m)[["link"]]; out <- f(g)

o <- factor(c("lo", "hi", NA), levels = c("lo", "mid", "hi"), ordered = TRUE); out <- pmax(o, "mid")

o <- factor(c("lo", "hi"), levels = c("lo", "mid", "hi"), ordered = TRUE); out <- pmin(o, rev(o))

o <- factor(c("lo", "hi", NA), levels = c("lo", "mid", "hi"), ordered = TRUE); out <- pmax(o, "mid", na.rm = TRUE)

out <- nchar(as.Date(c("2020-01-02", "1970-01-05")))

out <- nchar(c(TRUE, NA)); out <- c(out, nchar(12.5))

out <- tryCatch(nchar(factor("abc")), error = function(e) "no text")

out <- aggregate(x = iris[1:2], by = iris["Species"], FUN = max)

out <- aggregate(mtcars[c("mpg", "hp")], mtcars[c("cyl", "am")], mean)

out <- aggregate(mtcars$mpg, list(mtcars$cyl, am = mtcars$am), median)

out <- aggregate(data.frame(y = 1:4), by = list(c("a", "b", "a", "b")), FUN = sum)

out <- mtcars |> subset(cyl == 4) |> lm(mpg ~ wt, data = _) |> coef()

out <- c("b_x", "sd_x") |> grepl(pattern = "^b_", x = _)

f <- function(d) d |> transform(z = mpg * 2) |> aggregate(z ~ cyl, data = _, FUN = mean)
out <- f(mtcars)

out <- sapply(list(1:3, 4:6), \(v) v |> mean(x = _))

d <- data.frame(a = 1:4); d$g <- 1:2; out <- d

d <- data.frame(a = 1:4); d$h <- c("u", "v"); d$k <- c(TRUE, FALSE); out <- d

d <- data.frame(a = 1:3); d$h <- c("u", "v", "w"); out <- d

d <- tibble(a = 1:2); d$h <- c("u", "v"); out <- as.data.frame(d)

f <- function(d) { d$n <- c(1, 2); d }
out <- f(data.frame(a = 1:4))

d <- data.frame(a = 1:4); d$f <- factor(c("x", "y")); out <- d

mk <- function(m, k) set_prior(paste0("normal(", m, ", 1)"), class = "Intercept", dpar = paste0("mu", k))
out <- c(mk(0, 1), mk(5, 2))$prior

mk <- function(m) set_prior(paste0("normal(", m, ", 1)"), class = "b")
out <- c(mk(0), mk(5))[2, "prior"]

out <- unique(c(prior(normal(0, 1), class = b), prior(normal(0, 1), class = b)))$prior

out <- nrow(unique(c(prior(normal(0, 1), class = b), prior(normal(0, 2), class = b))))

pri <- c(prior(normal(0, 1), class = b, lb = 0), prior(normal(0, 2), class = b), prior(normal(0, 1), class = b, coef = x))
out <- duplicated(pri)

pri <- c(prior(normal(0, 1), class = b), prior(normal(0, 2), class = b, dpar = mu1), prior(normal(0, 3), class = b))
out <- unique(pri)$prior

pri <- c(prior(normal(0, 1), class = b), prior(normal(0, 2), class = b))
out <- pri[!duplicated(pri, fromLast = TRUE), ]$prior
