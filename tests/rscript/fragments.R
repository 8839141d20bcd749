# Fragments of R; each leaves its value in out. start_of_fragments.R precedes each of them.

d$x[d$i > 2] <- NA
out <- d

l$c$p <- "new"
l$d$e <- 1:3
out <- l

names(l)[2] <- "bee"
out <- names(l)

levels(d$g)[1] <- "low"
out <- d$g

levels(d$g)[levels(d$g) %in% c("lo", "mid")] <- "below"
out <- d$g

d[2, "x"] <- 7
d[d$s == "b" & !is.na(d$s), c("x", "i")] <- 0
out <- d

d[["new"]] <- d$i^2
d$s <- NULL
out <- d

m[upper.tri(m)] <- 0
out <- m

m[m > 1 & row(m) != col(m)] <- -1
out <- m

diag(m) <- 1
out <- m

diag(m) <- c(9, 8, 7)
m["r2", "c"] <- 100
out <- m

x <- c(a = 1, b = 2, c = 3)
x[["b"]] <- 20
x["z"] <- 5
out <- x

x <- 1:5
is.na(x) <- c(2, 4)
out <- x

s <- c("hello", "world", NA)
substr(s, 1, 1) <- toupper(substr(s, 1, 1))
out <- s

x <- 1:3
x[6] <- 10L
out <- x

x <- c(1, 2, 3)
x[5] <- "five"
out <- x

v <- list()
v[["k"]] <- c(1, 2)
v$z <- "t"
v["k"] <- NULL
out <- v

attr(d$x, "units") <- "cm"
out <- attr(d$x, "units")

out <- 1:6 + c(10, 20)

out <- c(5, -5, 5, -5) %% c(3, 3, -3, -3)

out <- c(5, -5, 5, -5) %/% c(3, 3, -3, -3)

out <- c(7.5, -7.5) %/% 2

out <- .Machine$integer.max + 1L

out <- 5L / 2L

x <- c(1L, 2L, 3L)
out <- class(x * 2L)

out <- c(class(1L + 1), class(5L %/% 2L), class(5L / 5L), class(TRUE + TRUE))

out <- seq(10, 1, by = -2.5)

out <- seq(0, 1, length.out = 5)

out <- seq(2, by = 3, length.out = 4)

out <- rep(c("a", "b"), times = c(3, 1))

out <- rep(c("a", "b"), each = 2, times = 2)

out <- rep(1:3, each = 2, length.out = 5)

out <- rev(seq_len(0))

f <- function(k) switch(k, a = , b = "first", c = { z <- 2; z * 3 }, stop("unknown: ", k))
out <- list(f("a"), f("b"), f("c"))

f <- function(k) switch(k, "one", "two", "three")
out <- c(f(2), is.null(f(5)))

n <- 0
repeat {
  n <- n + 1
  if (n %% 2 == 0) next
  if (n > 6) break
}
out <- n

i <- 10
while (TRUE) { i <- i - 3; if (i < 0) break }
out <- i

out <- vapply(split(d$i, d$s), function(v) sum(v) / length(v), numeric(1))

out <- sapply(d, class)

out <- sapply(c(first = 1, second = 2), function(k) k + 1:2)

out <- sapply(c("x", "yy"), nchar)

out <- mapply(function(a, b) paste(a, b), c("p", "q"), c("r", "s"))

out <- mapply(rep, 1:3, 3:1)

out <- Map(function(n, v) n * v, 1:2, c(10, 20))

out <- Filter(function(v) is.numeric(v), d) |> names()

out <- Reduce(`+`, 1:5, accumulate = TRUE)

out <- Reduce(function(a, b) paste0(b, a), strsplit("abc", "")[[1]])

out <- do.call(rbind, lapply(1:3, function(k) data.frame(k = k, sq = k^2)))

out <- do.call("sum", list(1, 2, NA, na.rm = TRUE))

out <- outer(1:3, 1:2, function(a, b) a * 10 + b)

vf <- Vectorize(function(a, b = 2) if (a > b) "more" else "less")
out <- vf(1:4)

counter <- function() { n <- 0; function() { n <<- n + 1; n } }
tick <- counter()
tick(); tick()
out <- tick()

total <- 0
for (v in c(3, 4)) (function(k) total <<- total + k)(v)
out <- total

f <- function(a, b = a * 2) { a <- 100; b }
out <- f(1)

f <- function(x, ...) { args <- list(...); length(args) + x }
out <- f(1, 2, k = 3)

f <- function(x, y) if (missing(y)) x else x + y
out <- c(f(1), f(1, 2))

f <- function(type = c("linear", "quad")) { type <- match.arg(type); type }
out <- c(f(), f("quad"))

g <- function(...) paste(..., sep = "-")
out <- g("a", 1, TRUE)

r <- tryCatch({ stopifnot(1 == 2); "fine" }, error = function(e) "failed", finally = cat("done\n"))
out <- r

f <- function() { on.exit(cat("bye\n")); cat("hi\n"); 42 }
out <- f()

r <- tryCatch(as.integer("x"), warning = function(w) -1L)
out <- r

res <- try(log(-1), silent = TRUE)
out <- inherits(res, "try-error")

out <- withCallingHandlers({ warning("w1"); "value" }, warning = function(w) invokeRestart("muffleWarning"))

out <- gsub("(\\w+)@(\\w+)", "\\2 at \\1", c("me@home", "you@work"), perl = TRUE)

out <- gsub(".", "", "1.234.567", fixed = TRUE)

out <- regmatches("a1bc22d333", gregexpr("[0-9]+", "a1bc22d333"))[[1]]

out <- sprintf("%05.2f|%-8s|%+d|%%|%e", pi, "ab", 3L, 12345.678)

out <- sprintf("%s has %d", c("A", "B"), 1:2)

out <- formatC(c(1, 10, 100), width = 8, format = "d", flag = "0")

out <- formatC(3.14159, digits = 3, format = "f")

out <- formatC(c(123456.789, 0.00001), digits = 3, format = "g")

out <- format(1234567.891, big.mark = ",")

out <- format(c(1.5, 10, 100))

out <- format(0.00001234)

out <- format(TRUE)

out <- format(c("a", "bbb"), width = 5)

out <- prettyNum(1234567, big.mark = ",")

out <- strsplit(c("a-b-c", "d"), "-")

out <- unlist(lapply(strsplit(c("John Smith", "Ann Lee"), " "), `[`, 2))

out <- trimws("..abc..", whitespace = "[.]")

out <- toupper(letters[1:3])

out <- rev(utf8ToInt("abc"))

out <- as.numeric(as.Date("2024-03-01") - as.Date("2024-02-01"))

out <- format(as.Date("2024-02-29") + 0:2, "%d/%m/%y")

out <- seq(as.Date("2024-01-31"), by = "month", length.out = 3)

out <- weekdays(as.Date("2024-02-29"))

out <- months(as.Date(c("2024-02-29", NA)))

out <- as.Date("03/15/2023", format = "%m/%d/%Y")

out <- cut(d$x, breaks = c(-Inf, 0, 2, Inf), labels = c("neg", "small", "big"))

out <- cut(d$x, 3)

out <- cut(0:10, c(0, 5, 10), include.lowest = TRUE, right = FALSE)

out <- table(d$g, useNA = "ifany")

out <- interaction(d$g, d$ok)

out <- droplevels(d$g[d$i > 1])

out <- relevel(d$g, ref = "mid")

out <- factor(c(1, 2, 3, 2), levels = 1:3, labels = c("one", "two", "three"))

out <- as.integer(as.character(factor(c("10", "20", "10"))))

out <- table(d$s, d$ok)

out <- round(prop.table(table(d$s)), 3)

out <- prop.table(table(d$g, d$ok), 1)

out <- xtabs(i ~ s, data = d)

out <- merge(d[, c("id", "s")], e, by = "s", all.x = TRUE)

out <- merge(d[, c("s", "x")], e, all = TRUE)

out <- merge(d[1:2, c("id", "i")], e[1:2, ], by = NULL)

out <- d %>% mutate(across(where(is.numeric), ~ replace(.x, is.na(.x), 0)))

out <- d %>% summarise(across(c(x, i), list(mean = ~ mean(.x, na.rm = TRUE), max = ~ max(.x, na.rm = TRUE)), .names = "{.fn}_{.col}"))

out <- d %>% mutate(size = case_when(is.na(x) ~ "unknown", x < 0 ~ "neg", x == 0 ~ "zero", TRUE ~ "pos")) %>% pull(size)

out <- d %>% group_by(g) %>% mutate(share = i / sum(i), rk = row_number(desc(i))) %>% ungroup()

out <- d %>% mutate(prev = lag(i, default = 0L), nxt = lead(x, 2))

out <- d %>% group_by(g) %>% slice_max(i, n = 1) %>% ungroup() %>% select(g, i)

out <- d %>% slice_min(x, n = 2, with_ties = FALSE)

out <- d %>% group_by(s) %>% summarise(n = n(), k = n_distinct(g), .groups = "drop")

out <- d %>% rowwise() %>% mutate(tot = sum(c(x, i), na.rm = TRUE)) %>% ungroup() %>% pull(tot)

out <- d %>% rename_with(toupper, starts_with("i")) %>% names()

out <- d %>% relocate(s, .before = x) %>% colnames()

out <- d %>% filter(if_any(c(x, ok), is.na))

out <- d %>% filter(between(i, 2, 5), !is.na(g)) %>% arrange(desc(g), id)

out <- d %>% count(g, ok, sort = TRUE, name = "freq")

out <- d %>% add_count(s) %>% filter(n > 1) %>% select(-n)

out <- d %>% left_join(e, by = "s") %>% select(id, s, w)

out <- d %>% anti_join(e, by = "s") %>% pull(id)

out <- d %>% full_join(e %>% rename(key = s), by = c("s" = "key")) %>% nrow()

out <- d %>% distinct(s, .keep_all = TRUE) %>% pull(id)

out <- d %>% transmute(id, z = (x - mean(x, na.rm = TRUE)) / sd(x, na.rm = TRUE))

wide <- data.frame(id = 1:2, pre_a = c(1, 2), post_a = c(3, 4), pre_b = c(5, 6), post_b = c(7, NA))
out <- wide %>% pivot_longer(-id, names_to = c("time", "arm"), names_sep = "_", values_to = "score")

wide <- data.frame(id = 1:2, t1 = c(1, 2), t2 = c(3, NA))
out <- wide %>% pivot_longer(starts_with("t"), names_to = "t", names_prefix = "t", names_transform = list(t = as.integer), values_drop_na = TRUE)

wide <- data.frame(id = 1:2, x_1 = c(1, 2), y_1 = c(3, 4), x_2 = c(5, 6), y_2 = c(7, 8))
out <- wide %>% pivot_longer(-id, names_to = c(".value", "rep"), names_pattern = "(.)_(.)")

out <- d %>% select(g, s, i) %>% pivot_wider(names_from = s, values_from = i, values_fn = sum, values_fill = 0)

long <- data.frame(id = c(1, 1, 2, 2), k = c("a", "b", "a", "b"), v = 1:4, w = 5:8)
out <- long %>% pivot_wider(names_from = k, values_from = c(v, w))

out <- d %>% group_by(g) %>% nest() %>% mutate(n = map_int(data, nrow)) %>% select(g, n) %>% ungroup()

out <- d %>% complete(g, ok) %>% nrow()

out <- d %>% fill(x, s, .direction = "downup") %>% select(x, s)

out <- d %>% drop_na(x, s) %>% nrow()

out <- crossing(a = c(2, 1, 1), b = c("y", "x"))

out <- expand_grid(a = 1:2, b = c("y", "x"))

out <- data.frame(v = c("a_1", "b_2", NA)) %>% separate(v, into = c("l", "n"), sep = "_", convert = TRUE)

out <- d %>% unite("key", s, i, sep = ":", na.rm = TRUE) %>% pull(key)

out <- map2_dbl(d$i, d$id, ~ .x * .y)

out <- imap(list(a = 1, b = 2), ~ paste(.y, .x))

out <- pmap_chr(list(c("a", "b"), 1:2, c(TRUE, FALSE)), function(p, q, r) paste(p, q, r))

out <- reduce(list(1:3, 2:4, 3:6), intersect)

out <- keep(list(1, "a", 3), is.numeric)

out <- set_names(1:3, c("u", "v", "w"))

out <- map_dfr(1:2, ~ tibble(k = .x, v = .x * 10))

out <- list(a = 1:3, b = 4:6) %>% map_dbl(mean)

out <- map_chr(split(d, d$g), ~ paste(.x$s, collapse = "/"))

out <- accumulate(1:4, `*`)

out <- apply(m, 1, function(r) r / sum(r))

out <- apply(m, c(1, 2), function(v) v^2)

out <- apply(m, 2, range)

out <- sweep(m, 2, colMeans(m))

out <- scale(m)[, "b"]

out <- scale(d$i)[, 1]

out <- crossprod(m)

out <- solve(m)

out <- solve(m, c(1, 2, 3))

out <- c(a = 1, b = 2) %o% c(x = 3, y = 4)

out <- rowSums(m)

out <- colMeans(m[, c("a", "c")])

out <- dimnames(t(m))

out <- m %*% c(1, 0, 2)

out <- m[2, 2]

out <- m[2, ]

out <- m["r1", c("a", "b"), drop = FALSE]

out <- m %*% m

out <- diag(2) %*% matrix(1:4, 2)

out <- cbind(a = 1:2, b = 3:4) %*% c(1, 1)

out <- rbind(c(x = 1, y = 2), c(3, 4))

out <- cbind(1:3, c("a", "b", "c"))

out <- matrix(1:6, nrow = 2, byrow = TRUE)[, 2:3]

out <- array(1:12, c(2, 3, 2))[2, , ]

out <- det(m)

out <- quantile(d$i, c(0.1, 0.5), type = 6)

out <- quantile(d$x, na.rm = TRUE)

out <- quantile(d$i, 0.9, names = FALSE, type = 1)

out <- weighted.mean(c(1, NA, 3), c(1, 2, 3), na.rm = TRUE)

out <- cor(d$x, d$i, use = "complete.obs")

out <- cor(d[, c("id", "x", "i")], use = "pairwise.complete.obs", method = "spearman")

out <- var(d[, c("id", "i")])

out <- ecdf(d$i)(c(1, 4))

out <- dnorm(c(-1, 0), mean = 1, sd = 2, log = TRUE)

out <- pnorm(1.96, lower.tail = FALSE) + qlogis(0.3) + plogis(-2)

out <- coef(lm(x ~ i + ok, data = d))

fit <- lm(i ~ g, data = d)
out <- summary(fit)$coefficients

fit <- glm(ok ~ i, data = d, family = binomial)
out <- coef(fit)

fit <- lm(x ~ i, data = d)
out <- predict(fit, newdata = data.frame(i = c(2, 7)), interval = "confidence")

fit1 <- lm(i ~ 1, data = d)
fit2 <- lm(i ~ id, data = d)
out <- anova(fit1, fit2)$F[2]

out <- t.test(i ~ ok, data = d)$p.value

out <- model.matrix(~ g + x, data = d)

out <- aggregate(i ~ s, data = d, FUN = mean)

out <- aggregate(d$i, by = list(grp = d$g), FUN = sum)

out <- tapply(d$i, d$g, sum)

out <- with(d, tapply(i, list(g, ok), length))

out <- by(d, d$g, function(sub) mean(sub$i))

out <- ave(d$i, d$s)

out <- unsplit(lapply(split(d$i, d$id %% 2), rev), d$id %% 2)

cat("n =", nrow(d), "\n")
cat(sprintf("%s\n", d$s[1:2]), sep = "")
out <- 1

cat(1.5, TRUE, NA, "x", 1e-10, 123456789, 1/3, "\n", sep = ",")
out <- 1

cat("a", "b", sep = "")
cat("\n", c(1, 2, 3), fill = TRUE)
out <- 1

x <- c(b = 2, a = 1)
cat(names(sort(x)), x, "\n")
out <- 1

out <- format(c(0.001, 123.456), nsmall = 2)

out <- format(-1.5)

out <- paste("Mean:", round(mean(d$x, na.rm = TRUE), 2))

out <- paste(c("a", NA), 1:2, TRUE, sep = "_", collapse = "|")

out <- nchar(c("abc", NA, ""))

out <- toString(c(1.5, 2, NA))

out <- rev(list(1, "a"))

out <- order(c("b", "A", "a", "B"), decreasing = TRUE)

out <- d[order(d$g, -d$i), "id"]

out <- rank(c(2, 2, 1, NA))

out <- head(letters, -23)

out <- which(d$x > 0)

out <- unlist(list(a = 1, b = list(c = 2, d = 3)))

out <- c(1,2,3) %*% m

out <- crossprod(m, 1:3)

out <- tcrossprod(m)

out <- m %*% c(1, 0, 2) + 1:3

out <- 1:3 - m %*% c(1, 0, 2)

z <- matrix(1:4, 2)
out <- z + c(10, 20)

z <- matrix(1:4, 2)
out <- c(10, 20) * z

f <- function(a, b) a + b
out <- f(matrix(1:4, 2), c(10, 20))

X <- cbind(1, d$i)
y <- X %*% c(0.5, 2)
out <- data.frame(y = y, i = d$i)

X <- model.matrix(~ i, d)
mu <- as.vector(X %*% c(0.5, 2))
out <- mu + d$i

X <- model.matrix(~ i, d)
mu <- (X %*% c(0.5, 2))[, 1]
out <- mu

X <- cbind(1, 1:6)
set.seed(1)
out <- rnorm(6, X %*% c(1, 2), 0.1)

X <- cbind(1, 1:6)
set.seed(1)
out <- rbinom(6, 1, plogis(X %*% c(-1, 0.2)))

X <- cbind(1, 1:6)
set.seed(1)
out <- X %*% c(1, 2) + rnorm(6)

X <- cbind(1, 1:6)
out <- drop(X %*% c(1, 2)) + d$i

out <- c(1, 2) %*% c(3, 4)

out <- sum(c(1, 2) %*% c(3, 4)) + 1

out <- t(1:3) %*% matrix(1:6, 3)

out <- solve(crossprod(m)) %*% t(m) %*% c(1, 2, 3)

out <- exp(matrix(0, 2, 2)) + 1:2

out <- apply(matrix(1:6, 2), 1, sum) + matrix(1, 2, 2)

z <- matrix(1:6, 2) * 2
out <- z[2, ] + z[1, 1]

z <- matrix(1:6, 2)
z[1, ] <- z[1, ] / sum(z[1, ])
out <- z

out <- outer(1:2, 1:3) - 1:2

out <- outer(c(a = 1, b = 2), 1:3, "+")

out <- matrix(1:4, 2) == c(1, 4)

out <- ifelse(matrix(1:4, 2) > 2, 1, 0)

out <- length(table(d$s, d$ok))

tab <- table(d$s, d$ok)
out <- tab * 2

tab <- table(d$g, d$ok)
out <- tab["lo", ]

tab <- table(d$g, d$ok)
out <- tab["lo", "TRUE"] / sum(tab)

tab <- table(d$g, d$ok)
out <- sum(diag(tab)) / sum(tab)

tab <- table(d$g, d$ok)
out <- apply(tab, 1, sum)

tab <- table(d$g, d$ok)
out <- as.data.frame(tab)

fit <- lm(i ~ x, data = d)
cf <- summary(fit)$coefficients
out <- cf[2, 1] / cf[2, 2]

fit <- lm(i ~ x, data = d)
cf <- summary(fit)$coefficients
out <- cf["x", "Estimate"] + c(-1, 1) * 1.96 * cf["x", "Std. Error"]

fit <- lm(i ~ x, data = d)
out <- confint(fit)["x", ]

fit <- lm(i ~ x, data = d)
out <- confint(fit)[2]

out <- round(cor(d[, c("id", "i")]), 2)[1, 2]

out <- rbind(c(1, 2), c(3, 4)) * c(1, 10)

out <- cbind(a = 1:2, b = 3:4) * c(1, 10)

out <- sapply(1:3, function(k) c(k, k^2)) + c(1, 2)

out <- vapply(split(d$i, d$g), range, numeric(2))

out <- t(sapply(split(d$i, d$ok), range))

out <- max(m %*% m)

out <- which(m > 1, arr.ind = TRUE)

out <- m[m > 1]

out <- m / rowSums(m)

out <- t(t(m) / colSums(m))

out <- mean(m[, "a"])

out <- m["r1", "b"] * 2

out <- nrow(m %*% c(1,1,1))

out <- dim(t(c(1,2,3)))

out <- t(c(a = 1, b = 2))

out <- as.numeric(m %*% c(1,1,1))

A <- matrix(c(2, 1, 1, 3), 2)
b <- c(1, 2)
x <- solve(A, b)
out <- A %*% x - b

kind <- "b"
out <- switch(kind, a = { x <- 1; x + 1 }, b = { x <- 5; x * 2 })

hits <- c()
add <- function(v) { hits <<- c(hits, v); invisible(NULL) }
add(3)
add(4)
out <- hits

count <- 0
r <- sapply(1:4, function(k) { count <<- count + k; k * 2 })
out <- c(count, r)

f <- function(x, n = length(x)) { x <- x[!is.na(x)]; sum(x) / n }
out <- f(c(1, NA, 3))

f <- function(x, y = z + 1) { z <- x * 10; y }
out <- f(2)

f <- function(x, verbose = FALSE, m = mean(x)) { if (verbose) cat("hello\n"); m + 1 }
out <- f(c(1, 3))

f <- function(x, ...) { args <- list(...); length(args) + x }
out <- f(1, 2, 3)

f <- function(...) { a <- list(...); names(a) }
out <- f(p = 1, q = 2)

g <- function(...) sum(c(...))
out <- g(1, 2, 3)

g <- function(..., na.rm = TRUE) sum(..., na.rm = na.rm)
out <- g(1, NA, 3)

say <- function(...) cat("[", ..., "]\n")
say("x", 1)
out <- 1

f <- function(x, fun, ...) fun(x, ...)
out <- f(c(1, NA), mean, na.rm = TRUE)

f <- function(x, ...) sapply(x, function(v, p) v^p, ...)
out <- f(1:3, 2)

f <- function(x) { on.exit(cat("end\n"), add = TRUE); if (x > 1) return("big"); "small" }
out <- c(f(1), f(2))

f <- function(x, y) { x + y }
out <- tryCatch(f(1, 2, 3), error = function(e) "too many")

make <- function(start) { total <- start; list(add = function(v) { total <<- total + v; total }, get = function() total) }
acc <- make(10)
acc$add(5)
out <- acc$get()

memo <- list()
fib <- function(n) { key <- as.character(n); if (!is.null(memo[[key]])) return(memo[[key]]); r <- if (n < 2) n else fib(n - 1) + fib(n - 2); memo[[key]] <<- r; r }
out <- fib(15)

f <- function(n) if (n <= 1) 1 else n * Recall(n - 1)
out <- f(5)

compose2 <- function(f, g) function(x) g(f(x))
h <- compose2(sqrt, function(v) v + 1)
out <- h(16)

adders <- lapply(1:3, function(i) function(x) x + i)
out <- adders[[2]](10)

out <- (\(x, y = 2) x^y)(3)

f <- function(x) { if (x < 0) stop("negative: ", x); sqrt(x) }
out <- tryCatch(f(-1), error = function(e) conditionMessage(e))

out <- tryCatch({ warning("careful"); 1 }, warning = function(w) paste("W:", conditionMessage(w)), finally = cat("done\n"))

res <- try(stop("oops"), silent = TRUE)
out <- c(class(res), grepl("oops", res))

sq <- function(x) x^2
out <- do.call(mapply, list(FUN = function(a, b) a + b, 1:3, 4:6))

out <- Reduce(function(acc, v) acc * 2 + v, c(1, 0, 1), accumulate = FALSE, 0)

out <- sapply(list(a = 1:3, b = 4:6), range)

out <- vapply(c("apple", "fig"), nchar, integer(1), USE.NAMES = FALSE)

out <- mapply(function(x, y) x + y, c(a = 1, b = 2), c(3, 4))

out <- Map(`+`, 1:2, 3:4)

out <- nchar(strrep("ab", 3))

out <- lapply(list(c(1, 2), c(3, 4)), `[`, 2)

out <- sapply(list(c(1, 2), c(3, 4)), "[[", 2)
