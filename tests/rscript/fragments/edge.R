# Fragments at the edges of the help pages of R's functions; each leaves its value in out.

out <- append(list(1), list("b"), 1)

out <- append(list("a"), 2)

out <- as.vector(f)

out <- as.matrix(d[1:3, c("x", "ok")])

out <- as.matrix(n)

out <- choose(c(5, NA, 2.5, -2, 5), c(2, 2, 2, 3, -1))

out <- diff(m)

out <- diff(m, lag = 2)

out <- drop(array(1:4, c(1, 2, 1, 2)))

out <- formatC(c(1, 22, 333), width = -6)

out <- formatC(c(1.5, NA, 1e6), digits = 8, format = "g")

out <- formatC(5, digits = 8, flag = "0", format = "g")

out <- formatC(c(1.5, 10), digits = 3, width = 1, format = "g")

out <- gsub("a", NA, c("a", "b", NA))

out <- gsub("b*", "-", c("abc", "", "bb", "abbc", "b", "cab"))

out <- gsub("b*$", "!", c("abc", "", "bb"))

out <- gsub("(b)?", "<\\1>", c("abc", "bb"))

out <- isTRUE(c(a = TRUE))

out <- c(isTRUE(1), isTRUE(NA), isFALSE(c(a = FALSE)), isTRUE(c(TRUE, TRUE)), isTRUE(NULL))

out <- merge(d[1:2, c("id", "g")], data.frame(g = c("hi", "lo"), v = 1:2), all.y = TRUE)

out <- merge(d[1:2, c("id", "g")], data.frame(g = c("hi", "new"), v = 1:2), all = TRUE)

out <- pmax("a", c("b", "A", NA))

out <- pmin(c("b", "a"), c("B", NA), na.rm = TRUE)

out <- range(d$x, finite = TRUE)

out <- range(c(1, Inf, NA, 3), finite = TRUE)

out <- replace(list(1, 2), 2, list("b"))

out <- replace(list(1, 2), 2, "b")

out <- tabulate(f)

out <- tapply(d$i, d$g, sum, default = 0)

out <- tapply(d$i, list(d$g, d$ok), sum, default = 0)

out <- unlist(list(as.Date("2024-01-01"), as.Date("2024-01-02")))

out <- unlist(lapply(as.Date(c("2024-01-05", NA)), function(v) v))

out <- d %>% slice_head(n = -4) %>% pull(id)

out <- d %>% group_by(ok) %>% slice_tail(n = -1) %>% pull(id)

out <- d %>% transmute(z = x * 2, g)

out <- d %>% group_by(g) %>% transmute(z = i, id) %>% ungroup()

out <- data.frame(id = 1:2, a = factor(c("u", "v")), b = factor(c("w", "u"))) %>% pivot_longer(-id)

out <- data.frame(w1_x = 1:2, w2_x = 3:4) %>% pivot_longer(everything(), names_to = c("w", NA), names_sep = "_")

out <- uncount(data.frame(a = c("x", "y"), n = c(2, 1)), n)

out <- uncount(data.frame(a = c("x", "y"), n = c(2, 0)), n, .id = "k")

out <- str_sub("hello", c(1, 2), c(2, 3))

out <- str_sub(c("hello", NA, "abc"), 1:3, c(2, 2, -1))

out <- str_to_title(c("the quick-brown fox's", "o'neil 3rd x_y a.b", NA, "don't STOP"))

out <- iwalk(c(a = 1), ~ cat(.y, .x, "\n"))

out <- fct_inorder(f)

out <- fct_recode(f, x = "z", x = "m")

out <- fct_reorder(d$g, d$i, .fun = max, .desc = TRUE)

out <- fct_reorder(d$g, d$i)

cat(-0.0, 0, 1e15, 123456789012, "\n")
out <- 1

x <- list(1, 2)
x[[4]] <- "a"
out <- x

x <- list()
x[[1]] <- 5
x[[2]] <- "a"
out <- x

x <- list(TRUE, FALSE)
x[2] <- "no"
out <- x

x <- as.list(c(1, NA))
x[[3]] <- "end"
out <- x

x <- list(1, 2)
out <- c(x, "e")

x <- as.list(c(1, NA))
out <- is.list(x)

out <- split(d[, c("id", "ok")], d$ok)$`FALSE`

out <- split(d$id, d$x > 1)$`TRUE`

out <- merge(data.frame(a = c(10, 9, 10, 9), b = factor(c("z", "z", "a", "a"), levels = c("z", "a")), v = 1:4), data.frame(a = c(9, 10, 9, 10), b = c("a", "z", "z", "a"), w = 1:4))

out <- merge(data.frame(a = c(10, 9, 10, 9), b = factor(c("z", "z", "a", "a"), levels = c("z", "a")), v = 1:4), data.frame(a = c(9, 10, 5), b = c("a", "z", "q"), w = 1:3), all = TRUE)

out <- merge(d[c(1, 2, 5), c("g", "id")], data.frame(g = factor(c("mid", "lo", "hi")), v = 1:3))

out <- d %>% slice_max(i, prop = 0.5) %>% pull(id)

out <- d %>% group_by(ok) %>% slice_min(i, prop = 0.5) %>% pull(id)

out <- d %>% select(id, x, i) %>% gather("k", "v", -id, na.rm = TRUE) %>% nrow()

out <- d %>% select(id, x, i) %>% gather("k", "v", -id, factor_key = TRUE) %>% pull(k)

out <- data.frame(id = c(1, 1, 2), k = c("b", "a", "b"), v = 1:3) %>% spread(k, v, fill = 0)

out <- data.frame(id = c(1, 1, 2), k = c("b", "a", "b"), v = c(NA, 2, 3)) %>% spread(k, v, fill = -1)

out <- data.frame(id = c(2, 1, 2), k = c("b", "a", "a"), v = 1:3) %>% pivot_wider(names_from = k, values_from = v, names_sort = TRUE, names_prefix = "k_")

out <- data.frame(id = 1, k = c(10, 9, NA), j = factor(c("y", "x", "x"), levels = c("y", "x")), v = 1:3) %>% pivot_wider(names_from = c(j, k), values_from = v, names_sort = TRUE)

out <- data.frame(id = 1, k = c("b", "B", "a"), v = 1:3) %>% pivot_wider(names_from = k, values_from = v, names_sort = TRUE)

out <- data.frame(id = c(1, 1, 1), k = c("a", "a", "b"), v = 1:3) %>% pivot_wider(names_from = k, values_from = v, values_fn = list(v = mean))

out <- data.frame(id = c(1, 1), k = c("a", "b"), v = 1:2, w = 3:4) %>% pivot_wider(names_from = k, values_from = c(v, w), names_glue = "{k}_{.value}")

d <- data.frame(y = c(3, 1, 2))
out <- d[d$y > 1, ]

d <- data.frame(y = c(3, 1, 2))
out <- d[order(d$y), ]

d <- data.frame(y = c(3, 1, 2))
out <- d[1:2, , drop = FALSE]

d <- tibble(y = c(3, 1, 2))
out <- d[1:2, ]

d <- data.frame(y = c(3, 1, 2))
out <- d[2, ]

d <- data.frame(y = c(3, 1, 2))
out <- length(d[-1, ])

d <- data.frame(y = c("a", "b"), stringsAsFactors = TRUE)
out <- d[2:1, ]

d <- data.frame(y = c(3, 1, 2))
x <- d[d$y > 1, ]
out <- mean(x) + x[1]

f <- function(d) d[1:2, ]
out <- f(data.frame(y = 3:1))

out <- head(faithful["eruptions"][1:5, ], 2)

d <- data.frame(y = c(3, 1, NA))
out <- d[complete.cases(d), ]

d <- data.frame(y = c(3, 1, NA), x = 1:3)
out <- d[complete.cases(d), ]["y"]

d <- data.frame(y = c(3, 1, 2))
d[d$y > 2, ] <- 0
out <- d

d <- data.frame(y = c(3, 1, 2)) %>% filter(y > 1)
out <- d[1, ]

d <- data.frame(y = c(3, 1, 2))
out <- d[, 1]

d <- data.frame(y = c(3, 1, 2), g = 1:3)["y"]
s <- split(d, c(1, 1, 2))
out <- s[[1]][1, ]
