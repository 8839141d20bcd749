# Fragments of R about arrays of one axis, NaN beside NA, and summaries of data frames. start_of_axes_of_one.R precedes each of them.

t <- tapply(d$x, d$g, mean); out <- class(is.na(t))

t <- tapply(d$x, d$g, mean); out <- class(ifelse(is.na(t), 0, t))

t <- tapply(d$x, d$g, mean); out <- class(t)

t <- tapply(d$x, d$g, mean); out <- class(t > 1)

t <- tapply(d$x, d$g, mean); out <- class(t * 2)

t <- tapply(d$x, d$g, mean); out <- class(round(t))

t <- tapply(d$x, d$g, mean); out <- class(!is.na(t))

t <- tapply(d$x, d$g, mean); out <- class(t[1:2])

t <- tapply(d$x, d$g, mean); out <- class(sort(t))

t <- tapply(d$x, d$g, mean); out <- class(rev(t))

t <- tapply(d$x, d$g, mean); out <- class(-t)

t <- tapply(d$x, d$g, mean); out <- class(sqrt(abs(t)))

t <- tapply(d$x, d$g, mean); out <- class(is.finite(t))

t <- tapply(d$x, d$g, mean); out <- class(is.nan(t))

t <- tapply(d$x, d$g, mean); out <- class(cumsum(t))

t <- tapply(d$x, d$g, mean); out <- class(c(t))

t <- tapply(d$x, d$g, mean); out <- class(as.numeric(t))

t <- tapply(d$x, d$g, mean); out <- class(pmax(t, 1))

t <- tapply(d$x, d$g, mean); out <- class(t %in% 1)

t <- tapply(d$x, d$g, mean); out <- class(exp(t))

t <- tapply(d$x, d$g, mean); out <- class(scale(t))

t <- tapply(d$x, d$g, mean); out <- class(unlist(t))

t <- tapply(d$x, d$g, mean); out <- class(t == max(t))

t <- tapply(d$x, d$g, mean); out <- class(replace(t, 1, 0))

t <- tapply(d$x, d$g, mean); t[1] <- 0; out <- class(t)

t <- tapply(d$x, d$g, mean); out <- is.array(t)

t <- tapply(d$x, d$g, mean); out <- is.vector(t)

t <- tapply(d$x, d$g, mean); out <- dim(t)

t <- tapply(d$x, d$g, mean); out <- dim(is.na(t))

t <- tapply(d$x, d$g, mean); out <- names(is.na(t))

t <- tapply(d$x, d$g, mean); out <- names(ifelse(is.na(t), 0, t))

t <- tapply(d$x, list(d$g, d$h), mean); out <- class(is.na(t))

t <- tapply(d$x, list(d$g, d$h), mean); out <- is.na(t)

t <- tapply(d$x, list(d$g, d$h), mean); out <- ifelse(is.na(t), 0, t)

t <- tapply(d$x, list(d$g, d$h), mean); out <- class(ifelse(is.na(t), 0, t))

t <- table(d$g); out <- class(is.na(t))

t <- table(d$g); out <- class(t > 1)

t <- table(d$g); out <- class(t * 2)

t <- table(d$g); out <- class(ifelse(t > 1, 1, 0))

t <- table(d$g); out <- class(t[1])

t <- table(d$g); out <- class(c(t))

t <- table(d$g); out <- class(sqrt(t))

t <- table(d$g); out <- class(round(t / 3))

t <- table(d$g, d$h); out <- class(is.na(t))

t <- table(d$g, d$h); out <- class(t > 0)

t <- table(d$g, d$h); out <- class(ifelse(t > 0, 1, 0))

t <- table(d$g, d$h); out <- class(t[1, ])

t <- table(d$g, d$h); out <- class(t(t))

t <- table(d$g, d$h); out <- class(apply(t, 1, sum))

out <- class(is.na(m))

out <- class(is.na(d))

out <- class(is.na(v))

out <- is.nan(abs(0 / 0))

out <- is.nan(tanh(0 / 0))

x <- sqrt(-1); out <- is.nan(abs(x))

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- is.nan(y)

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- is.nan(abs(y))

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- is.nan(-y)

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- paste(abs(y))

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- paste(tanh(y), sinh(y), cosh(y), sin(y), cos(y), tan(y), asin(y), atan(y))

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- paste(floor(y), ceiling(y), round(y), trunc(y), sign(y), exp(y), sqrt(y), y^2, y * 2)

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- paste(cumsum(y), y + y, y - 1, y / 2, y %% 2, y %/% 2, pmax(y, 0), pmin(y, 0), rev(y), signif(y, 2))

x <- c(1, -1, NA); y <- suppressWarnings(log(x)); out <- paste(ifelse(is.na(y), y, 0), y[2], y[3], c(y, 1)[2], sort(y, na.last = TRUE), unique(y))

y <- 0 / 0; out <- paste(abs(y), tanh(y), sinh(y), floor(y), round(y), sign(y), exp(y), sqrt(y), atan(y), trunc(y), -y, y + 1, max(y, 1), min(y), sum(y), mean(y), pmax(y, 1), acos(y), log(y), asinh(y), acosh(y), atanh(y), beta(y, 1), choose(y, 2), factorial(y), gamma(y), lgamma(y))

y <- c(0 / 0, NA); out <- paste(abs(y), tanh(y), sinh(y), floor(y), round(y), sign(y), exp(y), sqrt(y), atan(y), trunc(y), -y, y + 1, pmax(y, 1), acos(y), log(y), asinh(y), acosh(y), atanh(y), beta(y, 1), choose(y, 2), factorial(y), gamma(y), lgamma(y))

y <- NaN; out <- paste(abs(y), tanh(y), sum(y), y * 2, max(y), mean(c(y, 1)))

y <- Inf - Inf; out <- is.nan(c(abs(y), tanh(y), y))

d$q <- suppressWarnings(log(d$x)); out <- paste(abs(d$q))

d$q <- suppressWarnings(log(d$x)); out <- is.nan(tanh(d$q))

m[1, 1] <- -1; q <- suppressWarnings(sqrt(m)); out <- is.nan(abs(q))

e <- suppressWarnings(mutate(d, q = abs(log(x)))); out <- is.nan(e$q)

e <- data.frame(a = 1:2, b = c("u", "w")); out <- tryCatch(max(e), error = function(e) "stopped")

e <- data.frame(a = 1:2, b = c("u", "w")); out <- tryCatch(range(e), error = function(e) "stopped")

e <- data.frame(a = 1:2, b = c("u", "w")); out <- tryCatch(min(e), error = function(e) "stopped")

e <- data.frame(a = 1:2, b = c("u", "w")); out <- tryCatch(sum(e), error = function(e) "stopped")

e <- data.frame(a = 1:2, b = factor(c("u", "w"))); out <- tryCatch(max(e), error = function(e) "stopped")

e <- data.frame(a = 1:2, b = c("u", "w")); out <- max(e)

e <- data.frame(a = 1:2, b = c("u", "w")); out <- range(e)

e <- data.frame(a = 1:2, b = c(TRUE, FALSE)); out <- max(e)

e <- data.frame(a = 1:2, b = c(2.5, 0)); out <- range(e)

e <- data.frame(a = 1:2, b = factor(c("u", "w"))); out <- range(e)

e <- data.frame(a = 1:2, b = as.Date(c("2024-01-01", "2024-01-02"))); out <- range(e)

e <- data.frame(b = c("u", "w")); out <- max(e)

out <- max(d[, c("x", "g")])

out <- max(d[c("x", "y")])

out <- range(d$x, d$y)

out <- tryCatch(mean(d), error = function(e) "s", warning = function(w) "w")

out <- tryCatch(median(d), error = function(e) "s")

out <- tryCatch(abs(data.frame(a = "u")), error = function(e) "s")

out <- tryCatch(round(d), error = function(e) "s")

out <- tryCatch(sqrt(d), error = function(e) "s")

out <- tryCatch(prod(d), error = function(e) "s")

out <- tryCatch(colMeans(d), error = function(e) "s")

out <- tryCatch(rowSums(d), error = function(e) "s")

out <- tryCatch(max(list(1, 2)), error = function(e) "s")

out <- tryCatch(max(list("a", 2)), error = function(e) "s")

out <- tryCatch(range(factor(c("a", "b"))), error = function(e) "s")

out <- tryCatch(max(character(0)), error = function(e) "s", warning = function(w) "w")

out <- max(c("a", "b"))

out <- range(c("b", "a", "C"))

l <- list(1, a = 2); out <- names(l)

l <- list(1, a = 2); out <- l$a

l <- list(1, a = 2); out <- l[[1]]

l <- list("p", sep = "-"); out <- length(l)

l <- list(a = 1, 2); out <- sapply(l, function(z) z + 1)

l <- list(a = 1, 2); out <- unlist(l)

l <- list(a = 1, 2, b = 3); out <- l

f <- function(...) list(...); out <- f(1, b = 2)

l <- c(list(a = 1), 2); out <- l

l <- list(a = 1); l[[2]] <- 5; out <- names(l)

out <- c(a = 1, 2)

out <- setNames(list(1, 2), c("a", ""))

out <- d %>% arrange(!!!syms(c("g", "x"))) %>% pull(id)

out <- d %>% select(!!!syms(c("g", "x"))) %>% names()

out <- coalesce(!!!list(c(NA, 1), c(2, 3)))

l <- list(c(NA, 1), c(2, 3)); out <- coalesce(!!!l)

l <- list(d[1, ], d[2, ]); out <- bind_rows(!!!l)

l <- list(d[1, ], d[2, ]); out <- bind_rows(l)

cs <- list(quote(x > 2 ~ "big"), quote(TRUE ~ "small")); out <- d %>% mutate(s = case_when(!!!cs)) %>% pull(s)

cs <- rlang::exprs(x > 2 ~ "big", TRUE ~ "small"); out <- d %>% mutate(s = case_when(!!!cs)) %>% pull(s)

vars <- c("g", "h"); out <- d %>% group_by(!!!syms(vars)) %>% summarise(n = n(), .groups = "drop")

vars <- c("g", "h"); out <- d %>% group_by(across(all_of(vars))) %>% summarise(n = n(), .groups = "drop")

vars <- c("g", "h"); out <- d %>% count(!!!syms(vars))

vars <- c("g", "h"); out <- d %>% distinct(!!!syms(vars))

lv <- c(a = "first", b = "second"); out <- recode(d$g, !!!lv)

lv <- list(a = "first", b = "second"); out <- recode(d$g, !!!lv, .default = "z")

ex <- list(z = quote(x * 2)); out <- d %>% mutate(!!!ex) %>% pull(z)

out <- d %>% mutate(!!"z" := x * 2) %>% pull(z)

nm <- "z"; out <- d %>% mutate("{nm}_2" := x * 2) %>% names()

out <- d %>% filter(!!sym("x") > 1) %>% nrow()

out <- d %>% arrange(desc(!!sym("x"))) %>% pull(id)

lst <- list(a = 1, b = 2); out <- tibble(!!!lst)

lst <- list(a = 1, b = 2); out <- rlang::list2(!!!lst, c = 3)

out <- fct_recode <- forcats::fct_recode(d$h, !!!c(low = "lo"))
