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
