# Fragments with idioms of scripts that were written before the idioms were known here; each leaves its value in out.

f <- function(v, t) crossing(v, t, s = 2:1)
out <- f(1, c("b", "a"))

f <- function(v, t) expand_grid(v, t)
out <- f(data.frame(g = c("b", "a"), h = 1:2), 3:4)

f <- function(t, v, w) crossing(t, v, w, z = c(2, 1))
out <- f(c(3, 1), data.frame(g = c("b", "a", "b"), h = c(1, 1, 1)), "q")

f <- function(v) expand_grid(x = 1:2, v, y = c("p", "q"))
out <- f(tibble(k = 2:1))

out <- transmute(data.frame(a = 1:2, b = 3:4, d = 5:6), z = a + 1, b, y = d)

out <- transmute(data.frame(a = 1:2, b = 3:4, d = 5:6), d, q = 1, a = b)

out <- transmute(group_by(data.frame(a = 1:2, b = 3:4, d = 5:6), d), z = 1, a)

out <- data.frame(a = 1:2, b = 3:4) %>% mutate(z = a + 1, b = b * 2, .keep = "none")

d <- data.frame(x = c(1, 2, 4))
d <- d %>% mutate(z = scale(x))
out <- d$z[, 1]

d <- data.frame(x = c(1, 2, 4))
d$z <- scale(d$x)
out <- d %>% mutate(w = z[, 1] * 2) %>% pull(w)

d <- data.frame(x = c(1, 2, 4), g = c("a", "b", "a"))
d <- d %>% mutate(z = scale(x)) %>% filter(g == "a")
out <- d$z[, 1]

d <- data.frame(x = c(1, 2, 4), g = 1:3)
d <- d %>% mutate(z = scale(x)) %>% left_join(data.frame(g = 1:3, k = 4:6), by = "g")
out <- d %>% mutate(q = ntile(z[, 1], 2)) %>% pull(q)

d <- tibble(x = c(1, 2, 4)) %>% mutate(z = scale(x, scale = FALSE))
out <- d[d$x > 1, ]$z[, 1]

d <- data.frame(x = c(1, 2, 4))
d$z <- scale(d$x)
out <- d$z[2, 1]

out <- nest_by(data.frame(w = c("b", "a", "b"), k = 1:3), w) %>% mutate(s = sum(data$k), n = nrow(data)) %>% select(-data) %>% ungroup()

out <- nest_by(data.frame(w = c("b", "a", "b"), t = c("x", "y", "x"), k = 1:3), w, t) %>% mutate(class = ifelse(sum(data$k) > 2, "big", "small")) %>% select(-data) %>% ungroup()

out <- data.frame(w = c("b", "a", "b"), k = 1:3) %>% nest_by(w) %>% summarise(m = mean(data$k))

out <- data.frame(w = c("b", "a", "b"), k = 1:3) %>% nest_by(w) %>% mutate(q = mean(data$k)) %>% filter(q > 1.5) %>% pull(w)

out <- all.equal(c(a = 1, b = 2), c(1, 2), check.attributes = FALSE)

out <- isTRUE(all.equal(c(a = 1, b = 2), c(1, 2)))

out <- all.equal(1, 1 + 1e-10)

out <- isTRUE(all.equal(1, 1.1))

out <- all.equal(c(1, 2), c(1, 2.5), tolerance = 1)

out <- isTRUE(all.equal(list(a = 1), list(a = 1)))

out <- format(c(1.234, 10.5), nsmall = 2, trim = TRUE)

out <- format(c(1.234, 10.5), nsmall = 1)

out <- paste0("x", format(c(1, 10, 100), trim = TRUE))

out <- format(round(c(0.5, 12.25), 2), nsmall = 2, trim = TRUE)

out <- as_tibble_row(c(a = 1, b = 2))

out <- as_tibble_row(list(a = 1, b = "x"))

out <- binom.test(12, 30)$conf.int[1:2]

out <- round(binom.test(12, 30, p = .5)$p.value, 8)

out <- binom.test(5, 20)$estimate

x <- binom.test(7, 19, .3, alternative = "greater")
out <- c(x$p.value, x$conf.int, x$statistic)

out <- chisq.test(table(c(1, 1, 2, 2, 2, 1), c(1, 2, 2, 1, 1, 1)), simulate.p.value = FALSE)$parameter

m <- matrix(c(1, 2, 3, 4), 2, dimnames = list(c("p", "q"), c("a", "b")))
out <- as_tibble(m, rownames = "id")

x <- tibble(v = c("b", "a"))
x$f <- factor(x$v)
out <- levels(x$f)

out <- data.frame(z = c("a_1", "b_2"), n = 1:2) %>% separate_wider_delim(z, "_", names = c("p", "q"), cols_remove = FALSE)

out <- data.frame(id = 1:3, v = 4:6, z = c("12ab", "3c", NA)) %>% extract(z, "id", "([0-9]+)", convert = TRUE)

out <- data.frame(v = c("a_1", "b", NA)) %>% extract(v, c("a", "b"), "([a-z])_?([0-9]?)", convert = TRUE)

out <- data.frame(v = c("1", "", NA)) %>% separate(v, "q", convert = TRUE)

out <- data.frame(v = c("TRUE_NA", "_x", NA)) %>% separate(v, c("q", "r"), convert = TRUE)

out <- d %>% select(id, g, s) %>% gather(k, v, g, s)

out <- d %>% select(id, g) %>% gather(k, v, g)

out <- d %>% select(id, g, s) %>% pivot_longer(c(g, s))

out <- d %>% select(id, x, i) %>% pivot_longer(c(x, i), names_to = c("a", NA), names_sep = 1)

out <- slice_head(d, prop = -0.4)

out <- slice_max(d, i, prop = -0.7)

out <- signif(c(123456, 0.00012345, 0, NA, -5.55, 0.15, 2.5, 1e-300), 2)

out <- signif(c(0.15, 0.25, 2.5, 35, 9.99, 0.05), 1)

out <- zapsmall(c(1.23456, 4, 1e-9) / 3, 3)

out <- chartr("a-cx", "D-FY", "abcx-")

out <- strtoi(c("0x1A", "010", "12", " 7", "7 ", "1_0", "-0x1f", "99999999999", "08", ""))

out <- strtoi(c("0b1", "11", "zz", "0x1F"), 2L)

out <- strtoi(c("0x1F", "ff", "0o7"), 16L)

out <- append(1:3, 9, after = 10)

out <- format(1:3, width = 5, trim = TRUE)

out <- data.frame(a = 1:2, b = 3:4, g = 5:6) %>% group_by(g) %>% mutate(z = a + 1, a = a * 2, .keep = "none") %>% ungroup()

out <- c(is.unsorted(c("b", "a")), is.unsorted(c("a", "B", "c")), is.unsorted(c(1, NA), na.rm = TRUE), is.unsorted(c(1, NA, 0)), is.unsorted(c("a", "a"), strictly = TRUE))

out <- rbind(data.frame(f = "a", n = 1), data.frame(f = factor("b"), n = 2))

out <- bind_cols(a = 1:2, b = 3:4)

out <- rep.int(c("a", "b"), times = c(2L, 1L))

out <- c(rep.int(1L, 2), rep.int(2L, 3 - 1))

out <- rep_len(1:3, 5)

f <- function(n, delta = 2, p.x = 1) c(n, delta, p.x)
cc <- data.frame(n = 3, delta = 5)
out <- do.call(f, c(as.list(cc), p.x = 7))

f <- function(n, delta, p) n - delta * p
args <- rev(c(list(5, 3), p = 11))
out <- do.call("f", args)

f <- function(x, ...) { dots <- list(...); x + length(dots) }
args <- list(x = 1)
args$y <- 5
out <- do.call(f, args)

f <- function(x, lambda = 2) x * lambda
a <- setNames(list(3, 4), c("x", "lambda"))
out <- do.call(f, a)

f <- function(a, b) paste(a, b)
out <- sapply(list(list(a = 1, b = "u"), list(b = "v", a = 2)), function(p) do.call(f, p))

d <- data.frame(x = c(1, 2, NA, 4), y = c(2, 4, 6, 8), g = c("u", "u", "v", "v"))
out <- aggregate(cbind(log_x = log(x), z = y / 2) ~ g, data = d, FUN = mean)

d <- data.frame(x = c(1, 2, NA, 4), y = c(2, 4, 6, 8), g = c("u", "u", "v", "v"))
out <- aggregate(cbind(log(y), y) ~ g, data = d, FUN = sum)

d <- data.frame(x = c(1, 2, NA, 4), y = c(2, 4, 6, 8), g = c("u", "u", "v", "v"))
out <- aggregate(cbind(x, y) ~ g, data = d, FUN = mean)

d <- data.frame(x = c(1, 2, NA, 4), y = c(2, 4, 6, 8), g = c("u", "u", "v", "v"))
out <- aggregate(cbind(x = -x) ~ g, data = d, FUN = length)

d <- data.frame(x = c(1, 2, NA, 4), g = c("u", NA, "v", "v"))
out <- complete.cases(d$x, d$g)

d <- data.frame(x = c(1, 2, NA, 4), g = c("u", NA, "v", "v"))
out <- complete.cases(d, c(1, 2, 3, NA))

m <- matrix(c(1, NA, 3, 4, 5, 6), nrow = 3)
out <- complete.cases(m)

w <- within(d, { x[is.na(x)] <- 0; z <- x * 2; tmp <- z + 1; rm(tmp) })
out <- w[, c("x", "z")]

w <- within(d, { x[is.na(x)] <- mean(x, na.rm = TRUE); y <- x - mean(x) })
out <- names(w)

w <- within(d, { i[x > 2] <- 0; s[2] <- "two" })
out <- w[c("i", "s")]

w <- within(d, { a <- x; b <- a + 1; rm(a, i) })
out <- names(w)

out <- within(d, g[is.na(g)] <- "top")$g

p <- tibble(day = c(1, 3, 3), n = 1:3)
out <- complete(p, day = seq(min(day), max(day), by = 1), fill = list(n = 0L))

p <- tibble(k = c("a", "b", "b"), day = c(1, 3, 4), n = 1:3)
out <- complete(p, k, day = seq(1, max(day)))

p <- tibble(k = c("a", "b", "b"), day = c(1, 3, 4), n = 1:3) %>% group_by(k)
out <- p %>% complete(day = seq(min(day), max(day) + 1)) %>% as.data.frame()

out <- aggregate(x ~ ok, data = d, subset = i > 1, FUN = mean)

out <- aggregate(x ~ s, d, FUN = length, subset = x > 0)

out <- xtabs(~ g + ok, data = d, subset = x > 0)[1:3, ]

out <- unname(t.test(x ~ ok, data = transform(d, ok = i > 2), subset = id < 9, var.equal = TRUE)$statistic)

out <- kruskal.test(i ~ s, data = d, subset = s != "Zoe")$p.value

out <- c(bw.nrd0(d$i), bw.nrd(d$i), bw.nrd0(rep(2, 5)))

dens <- density(d$i, bw = bw.nrd0(d$i))
out <- round(dens$y[c(1, 200, 512)], 6)

d$i[d$x > 2] <- 0
out <- d$i

x <- 1:3; x[FALSE] <- "a"
out <- x

x <- 1:3; x[integer(0)] <- 1.5
out <- x

m <- matrix(1:4, 2); m[c(TRUE, NA), 1] <- 9
out <- m

m <- matrix(1:4, 2); m[c(TRUE, NA, TRUE, FALSE)] <- 0
out <- m

m[m > 2 & c(TRUE, NA, TRUE)] <- -1
out <- m

l <- list(1, 2); l[c(NA, TRUE)] <- list(5)
out <- l[[2]]

f <- factor(c("a", "b", "a")); f[c(NA, TRUE, FALSE)] <- "a"
out <- f

x <- 1:3; x[c(NA, 1)] <- 7L
out <- x

x <- 1:3; x[NA] <- 0L
out <- x

x <- c(2, 4, 6); out <- tryCatch({ x[c(NA, 1)] <- c(1, 2); "no error" }, error = function(e) "error")

z <- data.frame(a = c(1, NA), b = c(NA, 3)); z[z > 0] <- 5
out <- z

z <- data.frame(a = c(1, NA), b = c(NA, 3)); z[is.na(z)] <- 0
out <- z

out <- tryCatch({ d[d$x > 2, "i"] <- 0L; d$i }, error = function(e) "error")

out <- ifelse(is.na(d$x), 0, replace(d$x, d$x < 0, NA))

levels(d$g)[levels(d$g) == "lo"] <- "low"; d$g[d$x > 3] <- "top"
out <- d$g

out <- d %>% group_by(g, ok) %>% tally() %>% mutate(share = n / sum(n)) %>% as.data.frame()

out <- d %>% group_by(g, ok) %>% tally() %>% group_vars()

out <- d %>% group_by(g) %>% tally(i, sort = TRUE) %>% mutate(share = n / sum(n))

out <- d %>% group_by(g) %>% count(ok) %>% mutate(share = n / sum(n)) %>% as.data.frame()

p <- tibble(k = c("a", "b", "b"), day = as.Date("2024-05-01") + c(0, 1, 3), v = 1:3)
out <- p %>% group_by(k, day) %>% tally(name = "events") %>% complete(day = seq(min(day), max(day), by = "day"), fill = list(events = 0)) %>% as.data.frame()

out <- structure(c(2L, 1L, NA), levels = c("b", "a"), class = "factor")

out <- structure(c(1L, 3L, 2L), .Label = c("lo", "mid", "hi"), class = c("ordered", "factor"))

z <- structure(list(n = c(3L, 0L), f = structure(1:2, levels = c("u", "v"), class = "factor"), s = c("x", NA)), class = "data.frame", row.names = c(NA, -2L))
out <- z

z <- structure(list(`a b` = c(1.5, 2), k = 1:2), row.names = c("r1", "r2"), class = "data.frame")
out <- z["r2", "a b"]

z <- structure(list(a = 1:2, f = structure(1:2, .Label = c("u", "v"), class = "factor")), class = c("tbl_df", "tbl", "data.frame"), row.names = c(NA, -2L))
out <- class(z)

z <- structure(list(a = c(1, 1, 2), b = 1:3), class = c("grouped_df", "tbl_df", "tbl", "data.frame"), row.names = c(NA, -3L), groups = structure(list(a = c(1, 2), .rows = structure(list(1:2, 3L), ptype = integer(0), class = c("vctrs_list_of", "vctrs_vctr", "list"))), class = c("tbl_df", "tbl", "data.frame"), row.names = c(NA, -2L), .drop = TRUE))
out <- summarise(z, m = mean(b)) %>% as.data.frame()

out <- format(structure(c(19724, NA), class = "Date"))

out <- format(structure(1704103200, class = c("POSIXct", "POSIXt"), tzone = "UTC"), "%H:%M")

out <- structure(1:4, dim = c(2L, 2L), dimnames = list(NULL, c("a", "b")))

z <- structure(list(g = c("p", "q", "p"), y = c(1, 2, 4)), row.names = c(1L, 4L, 5L), class = "data.frame")
out <- rownames(z)

z <- structure(list(g = c("p", "q", "p"), y = c(1, 2, 4)), row.names = c(NA, 3L), class = "data.frame")
out <- tapply(z$y, z$g, sum)

dens <- density(d$i, kernel = c("gaussian"))
out <- round(max(dens$y), 6)

gen <- function(n) structure(list(y = 1:n), class = "sim")
as.data.frame.sim <- function(x, ...) data.frame(y = x$y, z = 1)
f <- function(k) nrow(as.data.frame(gen(k)))
out <- c(f(2), nrow(as.data.frame(list(p = 1:3))))

mid <- function(n) structure(list(y = 1:n), class = "sim2")
summary.sim2 <- function(object, ...) length(object$y)
out <- c(summary(mid(4)), unname(summary(c(1, 2, 3))["Median"]))

out <- read.csv(text = "
  a,b,when
  1,T,2024-05-01
  2,F,2024-05-02")

library(readr)
out <- read_csv("g,when,ok\nx,2024-05-01,TRUE\ny,2024-05-02,NA", show_col_types = FALSE)

library(readr)
txt <- "g;v\nx;1,5\ny;2,25"
out <- read_csv2(txt, show_col_types = FALSE)

library(readr)
txt <- "site,n\nA,3\n\nB,NA\n"
out <- read_csv(txt, show_col_types = FALSE)

out <- read.table(text = "x y
1 a
2 b", header = TRUE, stringsAsFactors = TRUE)

out <- read.table(header = TRUE, text = "
   dose len
r1  0.5 4.2
r2  1.0 11.5
")

out <- read.delim(text = "a\tb\n1\tx y\n2\tz")

out <- read.table(text = "1 2\n3 4", col.names = c("p", "q"))

out <- read.csv(text = "a,b\n1,NA\n-9,x", na.strings = c("NA", "-9"))

mark <- function(n) { d <- data.frame(y = 1:n); attr(d, "delta") <- n / 2; d }
sims <- lapply(c(1, 2), mark)
out <- sapply(sims, attr, "delta")

d <- data.frame(s = c("a", "a", "a", "b", "b", "b"), x = 1:6, y = c(2, 3, 5, 4, 4, 1))
out <- d %>% nest_by(s) %>% mutate(fit = list(lm(y ~ x, data = data)), aic = AIC(fit)) %>% summarise(aic = round(aic, 6), k = length(coef(fit)), r = summary(fit)$r.squared, .groups = "drop") %>% as.data.frame()

res <- list(list(K = 1, o = list(e = matrix(1:4, 2))), list(K = 2, o = list(e = matrix(5:8, 2))))
out <- do.call(rbind, lapply(res, function(x) with(x, data.frame(K = K, e = o$e[1, 2]))))

out <- as.ordered(c(4, 6, 4))

f <- factor(c("a", "b"), levels = c("b", "a", "z"))
out <- as.ordered(f)

tab <- table(d$g, d$ok)
out <- c(margin.table(tab, 1), margin.table(tab, 2), margin.table(tab))

tab <- matrix(c(12, 5, 7, 14), 2)
ft <- fisher.test(tab)
out <- c(round(c(ft$p.value, ft$estimate), 4), round(ft$conf.int, 1))

out <- round(fisher.test(c("a", "a", "b", "b", "b"), c("x", "x", "y", "y", "x"), alternative = "greater")$p.value, 6)
