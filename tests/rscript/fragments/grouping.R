# Fragments with columns that are grouped and counted under new names, and with parameters that are functions; each leaves its value in out.

out <- d %>% group_by(b = b) %>% summarise(m = mean(a))

out <- d %>% group_by(a = a, z = b) %>% summarise(m = sum(b), .groups = "drop")

out <- d %>% group_by(z = a) %>% summarise(m = sum(b))

out <- d %>% count(z = a)

out <- d %>% count(z = a, b)

out <- d %>% count(b, z = a, sort = TRUE)

out <- d %>% count(g, wt = b)

out <- d %>% count(k = g, wt = b, name = "total")

out <- d %>% distinct(z = a, b)

out <- d %>% distinct(z = g, .keep_all = TRUE)

out <- d %>% distinct(a = a)

out <- d %>% distinct(k = a > 1, g)

out <- d %>% distinct(a > 1)

out <- d %>% add_count(z = a)

out <- d %>% add_count(a > 1)

out <- d %>% add_count(g, name = "of_g")

out <- d %>% group_by(.data[[w]]) %>% summarise(n = n())

out <- d %>% group_by(k = .data[[w]]) %>% summarise(n = n())

out <- d %>% count(.data[[w]])

out <- d %>% count(.data[["g"]], .data$a)

out <- d %>% count(k = .data[[w]])

out <- d %>% distinct(.data[[w]])

out <- d %>% select(all_of(w), k = a)

out <- d %>% group_by(!!sym(w)) %>% summarise(n = n())

out <- d %>% group_by(k = !!sym(w)) %>% summarise(n = n())

out <- d %>% count(k = factor(a), !!sym(w))

v <- c(1, 1, 2, 3, 3)
out <- d %>% group_by(k = v) %>% summarise(n = n())

out <- d %>% group_by(k = "all") %>% summarise(m = mean(a))

f <- function(data, column) data %>% group_by(.data[[column]]) %>% summarise(m = mean(b), .groups = "drop")
out <- f(d, "g")

f <- function(data, ...) data %>% count(...)
out <- f(d, g, a)

f <- function(data, column) data %>% count(class = {{ column }})
out <- f(d, g)

f <- function(expr) expr()
out <- f(function() 3)

f <- function(x, transform = identity) transform(x)
out <- f(4)

f <- function(x, transform = identity) transform(x)
out <- f(4, sqrt)

f <- function(x, scale) scale(x)
out <- f(c(1, 3), function(z) z / 2)

f <- function(x, summary = mean) summary(x)
out <- f(c(1, 3))

f <- function(x, range) range(x) - 1
out <- f(1:4, length)

f <- function(d, mean) sd(d) + mean
out <- f(c(1, 2, 4), 10)

out <- sapply(list(sum, max), function(filter) filter(1:4))

out <- reshape2::acast(d, g ~ b, value.var = "a", fun.aggregate = sum)

out <- rowSums(reshape2::acast(d, g ~ a, value.var = "b", fun.aggregate = mean), na.rm = TRUE)

long <- data.frame(id = factor(c("s10", "s2", "s10", "s2"), levels = c("s2", "s10")), t = c(1, 1, 2, 2), y = c(.5, .7, .9, .1))
out <- reshape2::acast(long, id ~ t, value.var = "y")

long <- data.frame(id = c("s10", "s2", "s10", "s2"), t = c(1, 1, 2, 2), y = c(.5, .7, .9, .1))
out <- dim(reshape2::acast(long, id ~ t, value.var = "y"))

t1 <- data.table::data.table(N = 1:2, b = 3:4)
data.table::setnames(t1, c("N", "zz"), c("n_obs", "z"), skip_absent = TRUE)
out <- names(t1)

out <- sapply(list(mean = mean, sd = sd), function(f) f(c(1, 2, 4)))

l <- list(sum, max)
out <- l[[2]](1:4)

fs <- c(lo = min, hi = max)
out <- sapply(fs, function(f) f(3:5))

pick <- if (nrow(d) > 2) median else mean
out <- pick(c(1, 2, 9))

tt <- list(min = min, max = max)
out <- tt$max(3, 5)

out <- Map(function(f, x) f(x), list(sum, mean), list(1:3, 4:6))

out <- cbind.data.frame(z = d$a, d[, grep("a", names(d)):grep("b", names(d))])

out <- cbind.data.frame(d[["b"]], q = d$a)

out <- names(cbind.data.frame(d[["b"]], log(d$a), q = d$a))

out <- plyr::mapvalues(c(1, 2, 3), from = c(1, 2), to = c("a", "b"))

out <- plyr::mapvalues(factor(c("a", "b", "c")), c("a", "c"), c("x", "x"))

out <- plyr::mapvalues(c("a", "b", NA), c("a", NA), c("z", "q"))

out <- plyr::mapvalues(1:3, 2, 9)

out <- plyr::mapvalues(c(TRUE, FALSE), TRUE, "yes")

out <- plyr::mapvalues(d$g, from = c("u", "v"), to = c(1, 0))

out <- plyr::mapvalues(c(1.5, 2, 2), c(2, 2), c(7, 8))

out <- plyr::revalue(c("a", "b", "b"), c(a = "x", b = "y"))

out <- plyr::revalue(factor(c("a", "b")), c("a" = "first"))

out <- MASS::fitdistr(c(1, 2, 4, 7, 3.5), "normal")$estimate

out <- MASS::fitdistr(c(1, 2, 4, 7, 3.5), "lognormal")$sd

print(MASS::fitdistr(c(1, 2, 4, 7, 3.5), "normal"))
out <- 1

print(MASS::fitdistr(c(1, 2, 0, 3), "Poisson"))
out <- MASS::fitdistr(c(1, 2, 0, 3), "Poisson")$loglik

out <- MASS::fitdistr(c(1, 2, 0, 3), "geometric")$vcov

out <- MASS::fitdistr(c(1, 2, 4), "exponential")$estimate[["rate"]]

out <- MASS::kde2d(c(1, 2, 4, 7, 3.5), c(2, 1, 5, 3, 2), n = 3)$z

out <- MASS::kde2d(c(1, 2, 4, 7, 3.5), c(2, 1, 5, 3, 2), h = 2, n = c(2, 3), lims = c(0, 5, 1, 4))$x

out <- gtools::logit(c(.3, .5))

out <- boot::logit(c(.2, 1, 0))

wrap <- function(x) x + 1
out <- wrap(1)

deg2rad <- function(deg) deg * pi / 180
out <- deg2rad(90)
