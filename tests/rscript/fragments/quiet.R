# Fragments of base R whose values were once wrong without a message; each leaves its value in out.

out <- summary(d)

x <- data.frame(a = c(1e-10, 1, 1000), b = c(123456.789, 2, 3), c = c(1e6, 1e7, 2e8), d = c(-0.001234567, 5e-5, 1)); out <- summary(x)

out <- summary(data.frame(a = 1:3 / 3, b = c(TRUE, TRUE, FALSE)))

out <- summary(data.frame(f = factor(letters[c(1:9, 1, 1, 2)])))

out <- summary(data.frame(f = factor(c("a", "bb", NA)), long_name_of_column = 1:3, s = c("u", "v", "w")))

out <- summary(data.frame(day, n = 1:3))

out <- summary(data.frame(day = as.Date(c("2020-01-01", "2020-01-05"))))

out <- summary(m)

out <- summary(matrix(1:4, 2))

out <- summary(iris)

out <- summary(mtcars[, 1:3])

out <- summary(t)

out <- summary(group_by(d, s))

out <- summary(d[0, ])

out <- summary(d[, "x", drop = FALSE])

out <- summary(data.frame(i = c(10L, 200L, 3000L)))

out <- summary(data.frame(x = c(Inf, 1, 2)))

out <- summary(data.frame(x = c(0, 0, 0), y = c(1000000, 2, 3), z = c(99999, 100000, 100001)))

out <- summary(data.frame(x = factor(c(1, 2, NA)), o = ordered(c("lo", "hi", "lo"))))

out <- dim(summary(d))

out <- summary(d$x > 1)

out <- summary(l)

out <- summary(factor(letters[1:3]))

out <- summary(NULL)

out <- summary(d)[1, ]

out <- summary(d)[, 1]

out <- colnames(summary(d))

out <- sapply(d[, c("x", "i")], summary)

out <- sapply(d[, c("i", "id")], summary)

out <- t(sapply(d[, c("i", "id")], summary))

out <- d %>% select(x, i) %>% summary()

out <- do.call(rbind, lapply(d[, c("i", "id")], summary))

out <- tapply(d$i, d$s, summary)

out <- summary(d$x, na.rm = TRUE)

out <- summary(c(1.23456789, 100000.5))

out <- summary(d$x)[["NA's"]]

out <- summary(c(TRUE, NA))[["TRUE"]]

out <- names(summary(c(a = 1)))

out <- summary("a")

out <- summary(d$g)[["lo"]]

out <- round(summary(d$x), 1)

out <- c(summary(d$x))

out <- data.frame(as.list(summary(d$i)))

out <- unclass(summary(d$i))

out <- as.numeric(summary(d$i))

out <- summary(d$i)[c(1, 4, 6)]

out <- aggregate(x ~ s, d, function(v) c(m = mean(v), n = length(v)))$x

out <- aggregate(x ~ s, d, range)$x

out <- aggregate(x ~ s, d, quantile)[["x"]]

out <- aggregate(x ~ s, d, function(v) c(m = mean(v), s = sum(v)))

a <- aggregate(x ~ s, d, range); out <- a$x[, 1]

a <- aggregate(x ~ s, d, range); out <- a$x

a <- aggregate(x ~ s, d, range); out <- a[["x"]][2, ]

a <- aggregate(x ~ s, d, range); out <- a[[2]]

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- a$x[, "mean"]

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- a[, 2]

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- a[, "x"]

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- a$s

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- as.data.frame(a$x)

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- cbind(a[1], a$x)

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- data.frame(s = a$s, a$x)

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- data.frame(s = a$s, m = a$x[, "mean"])

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- colMeans(a$x)

a <- aggregate(x ~ s, d, function(v) c(mean = mean(v), sd = sd(v))); out <- do.call(data.frame, a)

a <- aggregate(cbind(x, i) ~ s, d, function(v) c(mean = mean(v), n = length(v))); out <- a$i[, "n"]

a <- aggregate(d$x, list(g = d$s), range, na.rm = TRUE); out <- a$x

a <- aggregate(d[, c("x", "i")], list(g = d$s), summary); out <- a$i[, "Mean"]

a <- aggregate(x ~ s, d, mean); out <- a$x

a <- aggregate(x ~ s, d, function(v) mean(v)); a$x <- round(a$x, 1); out <- a

a <- aggregate(x ~ s, d, function(v) mean(v) / sd(v)); out <- a$x

a <- aggregate(x ~ s, d, function(v) round(mean(v), 1)); out <- a[a$x > 1, ]

a <- aggregate(x ~ s, d, range); a$w <- a$x[, 2] - a$x[, 1]; out <- a$w

a <- aggregate(x ~ s, d, range); out <- a[order(-a$x[, 2]), ]$s

a <- aggregate(x ~ s, d, range); out <- dim(a$x)

a <- aggregate(x ~ s, d, function(v) c(m = mean(v), n = length(v))); out <- with(a, x[, "m"])

out <- aggregate(x ~ s, d, function(v) v)$x

out <- rbind(data.frame(f = NA), data.frame(f = factor("a")))

out <- rbind(data.frame(f = factor("a")), data.frame(f = NA))

out <- rbind(data.frame(f = NA_real_), data.frame(f = factor("a")))

out <- rbind(data.frame(f = logical(0)), data.frame(f = factor("a")))

out <- rbind(data.frame(f = factor(character(0))), data.frame(f = factor("a")))

out <- rbind(data.frame(f = factor(NA)), data.frame(f = "a"))

out <- rbind(data.frame(f = NA, k = 1), data.frame(f = as.Date("2020-01-01"), k = 2))

out <- rbind(data.frame(f = as.Date("2020-01-01")), data.frame(f = NA))

out <- rbind(data.frame(f = c(NA, NA)), data.frame(f = factor(c("b", "a"))), data.frame(f = "c"))

out <- rbind(data.frame(f = "x"), data.frame(f = factor("a")))

out <- dim(scale(d$x))

out <- dim(d$x)

out <- dim(1:3)

z <- scale(d$x); out <- dim(z)

z <- scale(d$x); out <- nrow(z)

z <- scale(d$x); out <- length(z)

out <- dim(d)

out <- dim(m)

out <- dim(t)

out <- nrow(d$x)

out <- ncol(1:3)

out <- NROW(1:3)

out <- NCOL(d$x)

out <- dim(table(d$s))

out <- dim(table(d$s, d$ok))

out <- dim(l)

out <- is.null(dim(d$x))

out <- rev(group_by(d, s))

out <- Filter(is.numeric, group_by(d, s))

out <- rev(d)

out <- rev(l)

write.table(d, "t.txt"); out <- read.table("t.txt", row.names = NULL, header = TRUE)

write.table(d, "t2.txt", row.names = FALSE); out <- read.table("t2.txt", row.names = NULL, header = TRUE)

write.csv(d, "t.csv"); out <- read.csv("t.csv", row.names = NULL)

write.csv(d, "t.csv"); out <- read.csv("t.csv", row.names = 1)

write.csv(d, "t.csv", row.names = FALSE); out <- read.csv("t.csv", row.names = NULL)

writeLines(c("a;b", "1.234,5;2", "12;3,5"), "u.csv"); out <- readr::read_csv2("u.csv", show_col_types = FALSE)

writeLines(c("a;b", "1234,5;2", "12;3,5"), "u.csv"); out <- read.csv2("u.csv")

out <- table(d[c("s", "g")])

out <- apply(d, 1, function(r) r["s"])

out <- apply(d[, c("x", "i")], 1, function(r) r["x"])

out <- apply(d, 1, function(r) paste(r["s"], r["g"]))

out <- apply(d, 1, function(r) as.numeric(r["x"]) * 2)

out <- apply(d[, c("s", "g")], 1, paste, collapse = "-")

out <- apply(d, 1, function(r) r[["id"]])

out <- apply(d, 2, max)

out <- format(NA)

out <- format(c(a = 1.5, b = 2))

out <- formatC(c(1.5, 10, 100))

out <- formatC(c(1, 10, 100))

out <- formatC(c(0.001234, 12.3456))

out <- formatC(5)

x <- d; row.names(x) <- x$id * 2L; out <- x["12", "x"]

x <- d[d$i > 3, ]; out <- x["5", "x"]

out <- d[c("1", "3"), "id"]

writeLines(c("a;b;c", "1.5;01.02.2020;1.234.567", "1;2;3"), "u.csv"); out <- readr::read_csv2("u.csv", show_col_types = FALSE)

writeLines(c("a;b", "1.234,5;2", "-12;3.5"), "u.csv"); out <- readr::read_csv2("u.csv", show_col_types = FALSE)

out <- apply(d, 1, function(r) if (is.na(r["x"])) "none" else r["x"])

out <- apply(d[, c("x", "ok")], 1, sum, na.rm = TRUE)

out <- apply(d[c("s", "g")], 1, function(r) sum(is.na(r)))

out <- apply(is.na(d), 2, sum)

out <- apply(m, 1, function(r) names(r)[which.max(r)])

out <- apply(m, 1, function(r) r / sum(r))

out <- apply(m, 1, identity)

out <- apply(d[1:2, c("s", "g")], 1, function(r) paste(names(r), r))

out <- apply(d[c("i", "id")], 1, max)

out <- apply(data.frame(day = day, n = 1:3), 1, function(r) r["n"])

out <- apply(t, 1, function(r) r["k"])

for (i in 1:2) { r <- d[i, ]; cat(r$s, r$x, "\n") }; out <- 1

out <- sapply(seq_len(nrow(d)), function(i) d$x[i] + d$i[i])

out <- format(100000L)

out <- format(c(100000L, 1L))

out <- paste(100000L)

out <- paste(c(100000L, 200000L))

out <- as.character(100000L)

out <- as.character(c(100000L, NA))

out <- as.character(1e5)

d$n <- c(100000L, 1L, 2L, 3L, 4L, 5L); out <- paste(d$n)

d$n <- c(100000L, 1L, 2L, 3L, 4L, 5L); out <- as.character(d$n)

d$n <- c(100000, 1, 2, 3, 4, 5); out <- paste(d$n)

cat(100000L, 1e5, 123456, 1e15, "\n")

x <- c(100000L, 3L); cat(x, "\n")

x <- c(100000, 3); cat(x, "\n")

out <- paste0("n", 1:3 * 100000L)

x <- as.integer(100000); out <- paste(x)

x <- as.integer(100000); out <- paste0("n = ", x, "; ", 5L)

x <- nrow(d) * 100000L; out <- paste(x)

out <- paste0("n", seq(100000, 300000, by = 100000))

out <- paste0("n", seq(100000L, 300000L, by = 100000L))

x <- c(a = 100000L, b = 2L); out <- format(x)

out <- format(c(100000L, 1L), big.mark = ",")

out <- str_c("n", c(100000L, 5L))

out <- paste(c(1, 100000))

n <- 200000L; out <- sprintf("%d rows", n)

n <- 200000L; m <- 3; out <- paste(n, m, n / m)

out <- paste(sum(c(100000L, 200000L)))

out <- paste(max(c(100000L, 200000L)), 1:2)

d$n <- c(100000L, 1L, 2L, 3L, 4L, 5L); out <- paste(max(d$n))

iter <- 100000L; out <- paste("iter", iter, sep = "_")

x <- 100000L; y <- x; out <- paste(c(y, 1L))

out <- d %>% group_by(s) %>% mutate(grp = cur_group_id())

out <- d %>% group_by(s, ok) %>% mutate(grp = cur_group_id()) %>% ungroup()

out <- d %>% group_by(s) %>% summarise(k = cur_group_id(), m = mean(i))

out <- d %>% group_by(g) %>% mutate(k = paste0("group", cur_group_id()))

out <- duplicated(c("a", "b", "a"), fromLast = TRUE)

out <- d[!duplicated(d$s, fromLast = TRUE), "id"]

out <- duplicated(c("a", "b", "a")) | duplicated(c("a", "b", "a"), fromLast = TRUE)

out <- duplicated(d[, c("s", "ok")], fromLast = TRUE)

out <- split(d$x, list(d$s, d$ok))

out <- split(d$x, list(d$s, d$ok), drop = TRUE)

out <- split(d, list(d$s, d$g))$b.lo

out <- split(d, d[c("s", "ok")], drop = TRUE)

out <- names(split(d, ~ s))

out <- split(d, ~ s + ok, drop = TRUE)

out <- split(1:4, list(c("a", "b", "a", "b")))

out <- sapply(split(d$i, list(d$s, d$ok), drop = TRUE), mean)

out <- tapply(d$x, d[c("s", "g")], mean)

out <- tapply(d$x, d[, c("s", "ok")], length)

out <- tapply(d$x, d["s"], mean)

out <- round(c(0.5, 1.5, 2.5, -0.5, 0.15, 2.675), c(0, 0, 0, 0, 1, 2))

out <- round(pi, 1:3)

out <- d %>% group_by(s, ok) %>% summarise(m = mean(x)) %>% group_vars()

out <- group_vars(d)

out <- separate_rows(data.frame(id = 1:2, k = c("a,b", "c")), k, sep = ",")

out <- separate_rows(data.frame(id = 1:2, k = c("1;2", "3")), k, convert = TRUE)

out <- separate_rows(data.frame(id = 1:3, k = c("a, b", NA, ""), z = 4:6), k)

out <- separate_rows(data.frame(id = 1:2, k = c("a b", "c"), j = c("1 2", "3")), k, j)

out <- data.frame(id = 1:2, k = c("a/b", "c")) %>% separate_rows(k, sep = "/") %>% count(k)

out <- scales::rescale(c(1, 5, 10))

out <- scales::rescale(d$x)

out <- scales::rescale(d$i, to = c(0, 100))

out <- scales::rescale(c(2, 2))

out <- scales::rescale(c(1, 5), from = c(0, 10))

out <- scales::pvalue(0.0001)

out <- scales::pvalue(c(0.0312, 0.5, 0.9999, NA))

out <- scales::pvalue(c(0.0312, 0.5), accuracy = 0.01)

out <- NCOL(d)

out <- NROW(d)

out <- NROW(l)

out <- NROW(m)

out <- apply(m, 2, sort, decreasing = TRUE)

out <- apply(m, 1, quantile, probs = c(0.25, 0.75))

out <- class(array(1, c(1, 1, 1)))

z <- d["x"]; out <- z[z$x > 0, ]

z <- d["x"]; out <- z[1:2, ]

z <- d["x"]; out <- z[order(z$x), ]

z <- d["x"]; out <- z[-1, ]

z <- d["s"]; out <- z[2, ]

z <- d["g"]; out <- z[2:3, ]

z <- d["x"]; out <- z[, ]

z <- d["x"]; out <- z[1:2, , drop = FALSE]

z <- as_tibble(d["x"]); out <- z[1:2, ]

z <- unique(d["s"]); out <- z[1:2, ]

z <- d["x"]; out <- head(z, 2)

z <- d["x"]; out <- na.omit(z)

z <- d["x"]; out <- subset(z, x > 1)

z <- d["x"]; z[2, ] <- 5; out <- z

z <- d["x"]; out <- z[complete.cases(z), ]

x <- NULL; for (k in 1:2) x <- cbind(x, c(k, k + 1)); out <- x

x <- NULL; y <- 1:2; x <- cbind(x, y); out <- x

x <- m; y <- 1:3; out <- cbind(x, y)

x <- matrix(1:4, 2); y <- 5:6; out <- cbind(x, y)

x <- matrix(1:4, 2); out <- cbind(x, 5:6)

x <- matrix(1:4, 2); out <- rbind(x, 5:6)

x <- matrix(1:4, 2); y <- 5:6; out <- rbind(x, y)

x <- NULL; y <- 1:2; x <- rbind(x, y); x <- rbind(x, y); out <- x

out <- colSums(d[, c("x", "i")] > 1, na.rm = TRUE)

out <- rowSums(d[, c("x", "i")] > 1)

out <- colMeans(d[, c("ok"), drop = FALSE], na.rm = TRUE)

out <- colMeans(d[, c("x", "i")] == 1)

out <- rowMeans(d[, c("x", "i")] > 1, na.rm = TRUE)

out <- str_detect(c("a.b", NA, ""), fixed("."))

out <- str_detect("ABC", regex("b", ignore_case = TRUE))

out <- str_replace_all(c("a.b.c", "(x)"), fixed("."), "_")

out <- str_remove(c("a(b", "x"), fixed("("))

out <- str_split("a|b|c", fixed("|"))

out <- str_count("a.b.c", fixed("."))

out <- str_extract(c("ABC", "xyz"), regex("[b-y]+", ignore_case = TRUE))

out <- str_detect(d$s, regex("^Z|a", ignore_case = TRUE))

p <- "b+"; out <- str_detect(c("b+", "bb"), fixed(p))

p <- "b+"; out <- str_detect(c("B", "a"), regex(p, ignore_case = TRUE))

out <- str_detect("a", fixed("A", ignore_case = TRUE))

out <- d %>% filter(str_detect(s, fixed("Zo"))) %>% nrow()

out <- str_subset(c("a.csv", "bcsv"), fixed(".csv"))

out <- str_replace("2+2", fixed("+"), "-")

out <- str_starts("(a", fixed("("))

out <- days_in_month(as.Date("2020-02-01"))

out <- days_in_month(day)

out <- is.Date(day)

out <- is.Date("a")

out <- fct_unique(d$g)

out <- str_order(c("b", "a", "C"))

out <- pmap_chr(list(c("a", "b"), 1:2), ~ paste(..1, ..2))

out <- pmap_dbl(list(1:2, 3:4, 5:6), ~ ..1 + ..3)

out <- pmap_dbl(list(1:2, 3:4), ~ .x * .y)

out <- pmap_chr(d[1:2, c("s", "i")], ~ paste0(..1, ..2))

out <- d %>% mutate(z = pmap_dbl(list(x, i, id), ~ ..1 + ..2 * ..3)) %>% pull(z)

f <- function(data, ...) data %>% group_by(...) %>% summarise(n = n(), .groups = "drop"); out <- f(d, s, ok)

f <- function(data, ...) { data %>% group_by(...) %>% summarise(n = n(), .groups = "drop") }; out <- f(d, s)

f <- function(data, v, ...) { data %>% group_by(...) %>% summarise(m = mean({{ v }}, na.rm = TRUE), .groups = "drop") }; out <- f(d, x, s)

f <- function(data, ...) { group_by(data, ...) %>% summarise(n = n(), .groups = "drop") }; out <- f(d, s)

f <- function(data, ...) { data %>% count(...) }; out <- f(d, s, ok)

f <- function(data, ...) { data %>% select(...) }; out <- f(d, s, x)

cat("start\n"); str(data.frame(a = 1:12, x = c(2.5, NA, -1), s = rep(c("b", "A", NA, "a", "Zoe", "b"), 2), ok = c(TRUE, FALSE, NA)))

cat("start\n"); str(c(TRUE, NA))

cat("start\n"); str(c(TRUE, FALSE, NA, TRUE, TRUE, FALSE, TRUE, TRUE))

cat("start\n"); str(list(a = 1.5, b = list(c = 2.5, d = "x"), e = c("p", "q")))

cat("start\n"); str(as.Date("2020-01-01") + 0:2)

cat("start\n"); str(c(1.23456, 100.123))

cat("start\n"); print(summary(l))

cat("start\n"); print(summary(d))

cat("start\n"); print(summary(iris))

cat("start\n"); print(summary(data.frame(a = c(1.5, NA, 3), averyveryverylongname1 = 1:3, averyveryverylongname2 = 1:3, averyveryverylongname3 = 1:3)))

cat("start\n"); print(summary(data.frame(f = factor(c("a", "bb", NA)), day)))

cat("start\n"); print(summary(m))
