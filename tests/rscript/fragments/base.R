# Fragments of R; each leaves its value in out. start_of_base.R precedes each of them.

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

x <- c(5, 3, 8)
x[x > 4] <- x[x > 4] * 10
out <- x

d$g[3] <- "top"
out <- d$g

d$g[2] <- "unknown"
out <- d$g

d[d$i == 1, "s"] <- c("first", "second")
out <- d$s

d[nrow(d) + 1, ] <- list(7L, 1.5, 2L, "lo", "new", TRUE)
out <- d

d$x <- ifelse(is.na(d$x), median(d$x, na.rm = TRUE), d$x)
out <- d$x

d[is.na(d)] <- 0
out <- d$x

colnames(m)[colnames(m) == "b"] <- "beta"
out <- m

dimnames(m) <- list(NULL, c("x", "y", "z"))
out <- m

m <- m[order(m[, "c"], decreasing = TRUE), ]
out <- m

m["r2", ] <- NA
out <- colMeans(m, na.rm = TRUE)

l[["c"]][["q"]][2] <- 99
out <- l$c$q

l$c <- NULL
out <- length(l)

l[c("a", "b")] <- list(10, "ten")
out <- l[1:2]

s <- "x"
s[3] <- "z"
out <- s

v <- 1:10
v[v %% 2 == 0] <- 0L
out <- v

v <- c(a = 1, b = 2)
v <- v[setdiff(names(v), "a")]
out <- v

f <- factor(c("x", "y", "x"))
levels(f) <- c("ex", "why")
out <- f

f <- factor(c("a", "b", "c", "a"))
levels(f) <- list(vowel = "a", cons = c("b", "c"))
out <- f

out <- as.integer(factor(c(10, 5, 10)))

out <- c(1, NA, 3) == NA

out <- NA & FALSE

out <- sum(c(TRUE, NA, TRUE), na.rm = TRUE)

out <- mean(c(TRUE, FALSE, TRUE))

out <- any(c(FALSE, NA)); out2 <- all(logical(0))

out <- 5 %/% 0

out <- -7L %/% 2L

out <- 5.5 %% -2

out <- 1e308 * 10

out <- 0L / 0L

out <- sqrt(2)^2 == 2

out <- isTRUE(all.equal(sqrt(2)^2, 2))

out <- round(c(0.5, 1.5, 2.5, -0.5))

out <- round(-2.567, 2)

out <- signif(123456, 2)

out <- seq(1, 10, length.out = 4)

out <- seq(5)

out <- seq_along(c("a", "b"))

out <- rev(seq(0, 1, 0.25))

out <- 10:1

out <- rep_len(c(1, 2, 3), 7)

out <- rep("x", 0)

out <- head(rep(letters[1:3], times = 1:3), 4)

out <- cumsum(c(1, NA, 2))

out <- diff(c(1, 4, 9, 16), lag = 2)

out <- diff(c(1, 4, 9, 16), differences = 2)

out <- which.max(c(b = 1, a = 3))

out <- range(c(3, NA, 1), na.rm = TRUE)

out <- pmin(c(1, 5), c(3, 2))

out <- pmax(c(1, NA, 5), 2, na.rm = TRUE)

out <- tabulate(c(1, 2, 2, 5), nbins = 5)

out <- rowsum(c(1, 2, 3), c("a", "b", "a"))

out <- max(c("apple", "banana"))

out <- nchar("héllo")

out <- sub("(.*)-(.*)", "\\2-\\1", "left-right")

out <- gsub("\\s+", " ", "a   b \t c")

out <- gsub("^\\s+|\\s+$", "", "  pad  ")

out <- toupper(substr("word", 1, 1))

out <- regexpr("o", "hello world")[1]

out <- grepl("^A.*z$", c("Abcz", "abcz", NA))

out <- grep("a", c("abc", "xyz", "bca"), value = TRUE)

out <- sprintf("%3d.", 1:3)

out <- sprintf("%s", list("a", 1, TRUE))

out <- sprintf("%d%%", 10L)

out <- sprintf("%s", 1.5)

out <- sprintf("%5s|%-5s|", "ab", "cd")

out <- sprintf("%.3s", "abcdef")

out <- paste0("v", 1:3, collapse = "+")

out <- paste("a", character(0))

out <- paste(c("a", "b"), collapse = "")

out <- strsplit("a.b.c", ".", fixed = TRUE)[[1]]

out <- strsplit("abc", "")[[1]]

out <- unlist(strsplit("2024-03-05", "-"))[2]

out <- str_extract("abc123def", "[0-9]+")

out <- str_replace_all(c("aaa", "banana"), "a", "o")

out <- str_split("a,b;c", "[,;]")[[1]]

out <- str_pad(c("1", "22"), 3, pad = "0")

out <- str_sub("hello", -3, -1)

out <- str_detect(c("apple", NA), "pp")

out <- str_c("a", c("b", NA), sep = "_")

out <- str_match("key=value", "(\\w+)=(\\w+)")

out <- str_to_title("hello world")

out <- str_trim("  x ", side = "left")

out <- str_replace("2024-01", "(\\d+)-(\\d+)", "\\2/\\1")

out <- str_count("banana", "an")

out <- format(as.Date("2024-12-25"), "%A %d %B %Y")

out <- as.numeric(format(as.Date("2024-12-25"), "%j"))

out <- cut(as.numeric(c("1", "5", "9")), breaks = c(0, 3, 6, 10))

out <- as.Date("2024-01-15") > as.Date("2024-01-01")

out <- rev(sort(c(b = 2, a = 3, c = 1)))

out <- sort(c("banana", "apple", "Cherry"))

out <- order(c(3, 1, NA, 2), decreasing = TRUE)

out <- unique(c(3, 1, 3, NA, NA))

out <- duplicated(c("a", "b", "a"))

out <- match(c("b", "z"), c("a", "b"))

out <- c("a", "z") %in% c("a", "b")

out <- setdiff(1:5, c(2, 4))

out <- table(c("x", "y", "x"))[["x"]]

out <- names(which.max(table(c("x", "y", "x"))))

out <- table(d$i > 2, d$g)

out <- addmargins(table(d$s, d$ok))

out <- as.vector(table(d$g))

out <- data.frame(table(d$g))

out <- split(d$i, d$g)

out <- sapply(split(d$x, d$g), mean, na.rm = TRUE)

out <- aggregate(cbind(i, id) ~ g, data = d, FUN = sum)

out <- aggregate(x ~ g + ok, d, mean)

out <- merge(d, e, by = "s")[, c("s", "id", "w")]

out <- merge(d, e, by.x = "s", by.y = "s", all.y = TRUE)$id

out <- do.call(cbind, list(a = 1:2, b = 3:4))

out <- Reduce(function(a, b) merge(a, b, by = "k"), list(data.frame(k = 1:2, a = 3:4), data.frame(k = 1:2, b = 5:6), data.frame(k = 2:3, c = 7:8)))

out <- expand.grid(a = 1:2, b = c("u", "v"))

out <- stack(list(a = 1:2, b = 3))

out <- within(d, { y <- i * 2; z <- y + 1 })[, c("y", "z")]

out <- transform(d, y = i * 2, i = NULL)$y

out <- subset(d, i > 2 & !is.na(g), select = c(id, g))

out <- d[which(d$x > 1), ]$id

out <- d[order(-d$i), ][1:2, "s"]

out <- colSums(is.na(d))

out <- complete.cases(d)

out <- nrow(na.omit(d))

out <- sapply(d[sapply(d, is.numeric)], mean, na.rm = TRUE)

out <- unlist(lapply(d, function(col) sum(is.na(col))))

out <- apply(as.matrix(d[, c("x", "i")]), 1, function(r) sum(r, na.rm = TRUE))

out <- mapply(function(n, v) paste0(n, v), names(d)[1:2], c("A", "B"), USE.NAMES = FALSE)

out <- vapply(1:3, function(k) letters[k], "")

out <- rapply(list(1, 2, "a"), function(v) v * 10, classes = "numeric", how = "unlist")

out <- array(1:8, dim = c(2, 2, 2))[, , 1]

out <- nlevels(d$g) + length(levels(droplevels(d$g)))

out <- tapply(d$i, list(d$g), mean)

out <- quantile(c(1, 2, 3, 4), c(0.25, 0.75), names = FALSE)

out <- sd(d$x, na.rm = TRUE) / sqrt(sum(!is.na(d$x)))

out <- cor(d$i, d$id)

out <- scale(c(1, 2, 3))[, 1]

out <- var(c(1, 2, 3, 4))

out <- prod(1:6)

out <- choose(5, 2) + factorial(4)

out <- cumprod(c(1, 2, 3))

out <- outer(1:3, 1:3, ">=") * 1

out <- crossprod(1:3)

out <- rowMeans(m)

out <- sum(m[upper.tri(m)])

out <- identical(c(a = 1), c(a = 1))

out <- nchar(format(Sys.time()))

out <- is.null(list()$a)

out <- inherits(d, "data.frame")

out <- exists("undefined_thing")

out <- Negate(is.na)(c(1, NA))

out <- Position(function(v) v > 2, c(1, 3, 5))

out <- max(sapply(list("a", "bbb"), nchar))

out <- trunc(-1.7) + ceiling(1.2) + floor(-1.2)

d <- d %>% mutate(x2 = if_else(is.na(x), 0, x), grp = ifelse(g %in% c("lo", "mid"), "a", "b"))
out <- d %>% group_by(grp) %>% summarise(m = mean(x2), n = n())

out <- d %>% group_by(g, .drop = FALSE) %>% summarise(n = n(), .groups = "drop")

out <- d %>% summarise(across(where(is.numeric), mean, na.rm = TRUE))

out <- d %>% mutate(across(c(x, i), list(z = ~ (. - mean(., na.rm = TRUE))))) %>% select(ends_with("_z"))

out <- d %>% mutate(r = rank(i), c = cumsum(i), p = i / sum(i))

out <- d %>% arrange(g, desc(i)) %>% group_by(g) %>% slice(1) %>% ungroup() %>% pull(id)

out <- d %>% group_by(ok) %>% summarise(q = quantile(i, 0.5), s = sd(i))

out <- d %>% filter(str_detect(s, "^[a-z]")) %>% pull(s)

out <- d %>% mutate(s = coalesce(s, "missing"), s = str_to_upper(s)) %>% pull(s)

out <- d %>% select(where(is.numeric), -id) %>% names()

out <- d %>% select(id:i) %>% ncol()

out <- d %>% rename(value = x, group = g) %>% names()

out <- d %>% mutate(g = recode(g, lo = "low", hi = "high")) %>% pull(g)

out <- d %>% group_by(g) %>% filter(i == max(i)) %>% ungroup() %>% pull(id)

out <- d %>% group_by(s) %>% mutate(n = n()) %>% ungroup() %>% filter(n > 1) %>% pull(id)

out <- d %>% count(g) %>% mutate(p = n / sum(n)) %>% pull(p)

out <- d %>% distinct(g) %>% pull(g)

out <- d %>% slice_tail(n = 2) %>% pull(id)

out <- d %>% tidyr::replace_na(list(x = 0, s = "none"))

out <- bind_rows(d[1:2, c("id", "x")], data.frame(id = 9L, y = "new"))

out <- bind_rows(list(a = data.frame(v = 1), b = data.frame(v = 2:3)), .id = "src")

out <- bind_cols(d[, "id", drop = FALSE], z = 6:1)

out <- inner_join(d[, c("id", "s")], e, by = "s") %>% arrange(id, w)

out <- semi_join(e, d, by = "s") %>% nrow()

out <- d %>% group_by(g) %>% summarise(vals = list(i)) %>% pull(vals) %>% lengths()

out <- d %>% tally(i)

out <- d %>% pivot_longer(c(x, i), names_to = "var", values_to = "val") %>% group_by(var) %>% summarise(m = mean(val, na.rm = TRUE))

out <- d %>% group_by(g, ok) %>% summarise(n = n(), .groups = "drop") %>% pivot_wider(names_from = ok, values_from = n, values_fill = 0)

out <- d %>% mutate(bin = cut(i, breaks = c(0, 2, 5, 10), labels = c("low", "mid", "high"))) %>% count(bin)

out <- d %>% separate(s, into = c("first", "rest"), sep = 1, fill = "right") %>% pull(first)

out <- tibble(a = 1:3, b = a * 2, c = letters[a])

out <- tribble(~x, ~y, 1, "a", 2, "b")

out <- d %>% mutate(lagged = lag(i), change = i - lagged, pct = round(100 * change / lagged, 1)) %>% pull(pct)

out <- d %>% summarise(first = first(s), last = last(s), nth = nth(s, 2))

out <- d %>% group_by(g) %>% group_split() %>% length()

out <- d %>% nest(data = -g) %>% mutate(m = map_dbl(data, ~ mean(.x$i))) %>% pull(m)

out <- d %>% split(.$g) %>% map(~ mean(.x$i)) %>% unlist()

out <- map(1:3, \(k) k^2) %>% unlist()

out <- map_lgl(list(1, "a"), is.character)

out <- map2_chr(c("a", "b"), 1:2, ~ paste0(.x, .y))

out <- list(a = list(v = 1), b = list(v = 2)) %>% map_dbl("v")

out <- discard(c(1, NA, 3), is.na)

out <- reduce(1:4, `+`, .init = 10)

out <- walk(1:2, ~ cat("item", .x, "\n"))

out <- imap_chr(c(a = "x", b = "y"), ~ paste0(.y, "=", .x))

out <- every(list(1, 2), is.numeric) && some(list(1, "a"), is.character)

out <- possibly(log, otherwise = NA)("a")

out <- pluck(l, "c", "q", 2)

out <- flatten_dbl(list(1, 2, 3))

out <- cross_df(list(a = 1:2, b = 3:4))

out <- complete(data.frame(k = c("a", "b"), t = c(1, 2), v = c(5, 6)), k, t, fill = list(v = 0))

out <- with(d, table(g, ok))["lo", "TRUE"]

out <- with(mtcars, tapply(mpg, list(cyl, gear), mean))

out <- head(mtcars[order(mtcars$mpg), c("mpg", "cyl")], 3)

out <- sapply(split(mtcars$mpg, mtcars$cyl), function(v) c(mean = mean(v), sd = sd(v)))

out <- round(coef(lm(mpg ~ wt + factor(cyl), mtcars)), 4)

fit <- lm(mpg ~ wt * hp, data = mtcars)
out <- round(summary(fit)$r.squared, 5)

fit <- glm(am ~ wt, data = mtcars, family = binomial())
out <- round(predict(fit, data.frame(wt = c(2, 3)), type = "response"), 5)

out <- residuals(lm(mpg ~ 1, mtcars))[1:3]

out <- anova(lm(mpg ~ wt, mtcars))$`Pr(>F)`[1]

out <- t.test(mtcars$mpg, mu = 20)$conf.int[1:2]

out <- wilcox.test(c(1.1, 2.2, 3.3, 4.4), c(5.5, 6.6, 7.7))$p.value

out <- chisq.test(table(mtcars$cyl, mtcars$am))$statistic

out <- cor.test(mtcars$mpg, mtcars$wt)$estimate

out <- levels(iris$Species)

out <- colMeans(iris[, 1:4])

out <- by(iris$Sepal.Length, iris$Species, mean)[["setosa"]]

out <- sapply(iris[, 1:2], quantile, probs = c(0.1, 0.9))

out <- do.call(rbind, lapply(split(iris, iris$Species), function(s) data.frame(sp = s$Species[1], m = mean(s$Sepal.Width))))

out <- unlist(Map(function(n, s) paste(n, s), c("a", "b"), c("x", "y")))

out <- Reduce(`+`, list(1, 2, 3), accumulate = TRUE)

x <- c(10, 20, 30)
names(x) <- c("a", "b", "c")
out <- x[c("c", "a")]

x <- 1:10
out <- x[x > 3 & x %% 2 == 0]

x <- c(5, 1, 3)
x <- sort(x, decreasing = TRUE)[1:2]
out <- x

res <- numeric(0)
for (k in 1:5) if (k %% 2 == 1) res <- c(res, k^2)
out <- res

mat <- matrix(0, nrow = 2, ncol = 3)
for (a in 1:2) for (b in 1:3) mat[a, b] <- a * b
out <- mat

out <- vector("list", 2)
out[[1]] <- "a"
out[[2]] <- 1:3

lst <- list()
for (nm in c("u", "v")) lst[[nm]] <- nchar(nm)
out <- lst

df <- data.frame()
for (k in 1:3) df <- rbind(df, data.frame(k = k, sq = k^2))
out <- df

out <- data.frame(a = 1:4, b = c("x", "y"))

out <- d$x[!is.na(d$x)][2]

out <- nchar(d$s, keepNA = FALSE)

out <- d[["i"]][d[["s"]] %in% c("a", "b")]

out <- sum(d$x > 0, na.rm = TRUE) / sum(!is.na(d$x))

out <- tail(d, 1)$id + head(d$i, 1)

out <- strsplit(sub("\\.csv$", "", "data_2024_final.csv"), "_")[[1]][2]

out <- as.integer("42") + as.numeric("3.5")

out <- is.numeric(1L) && is.character("a") && !is.factor("a")

out <- tryCatch(stop("bad"), error = function(e) paste("caught:", conditionMessage(e)))

out <- tryCatch({ x <- 10; x / 2 }, error = function(e) NA, finally = { x <- 0 })

f <- function(x, ...) { dots <- list(...); if (length(dots) == 0) return(x); x + dots[[1]] }
out <- c(f(1), f(1, 5))

f <- function(n) { if (n == 0) return("zero") else if (n < 0) return("neg"); "pos" }
out <- sapply(c(-1, 0, 1), f)

f <- function(df, col) { df[[col]] <- df[[col]] * 2; df }
out <- f(d, "i")$i

f <- function(x, digits = 2) format(round(x, digits), nsmall = digits)
out <- f(c(1, 2.345))

summarise_it <- function(data, var) data %>% summarise(m = mean({{ var }}, na.rm = TRUE))
out <- summarise_it(d, x)

by_group <- function(data, grp, v) data %>% group_by({{ grp }}) %>% summarise(m = mean({{ v }}))
out <- by_group(d, g, i)

f <- function(data, name) data %>% mutate(!!name := i * 2) %>% names()
out <- f(d, "dbl")

col <- "i"
out <- d %>% summarise(m = mean(.data[[col]]))

cols <- c("x", "i")
out <- d %>% select(all_of(cols)) %>% summarise(across(everything(), ~ sum(is.na(.))))

out <- seq(as.Date("2024-02-27"), as.Date("2024-03-02"), by = "day")

out <- cut(as.Date(c("2024-01-15", "2024-02-20")), "month")

out <- as.numeric(difftime(as.Date("2024-03-01"), as.Date("2024-02-01"), units = "days"))

out <- ISOdate(2024, 1, 1) > ISOdate(2023, 1, 1)

out <- rev(strsplit("a b c", " ")[[1]])

out <- mean(sapply(1:5, function(i) i^2))

out <- max(table(c("a", "b", "a")))

out <- quantile(mtcars$mpg, c(.05, .95))

out <- colnames(mtcars)[sapply(mtcars, function(v) length(unique(v)) < 4)]

out <- cor(mtcars$mpg, mtcars[, c("wt", "hp")])

out <- as.vector(t(matrix(1:4, 2)))

out <- upper.tri(matrix(1:4, 2))

out <- matrix(1:4, 2) %*% matrix(1, 2, 1)

out <- rbind(a = 1:2, b = 3:4)["b", 2]

out <- cbind(d[1:2, c("id", "i")], new = c("p", "q"))

out <- rownames(mtcars)[mtcars$mpg > 30]

out <- mtcars["Fiat 128", "mpg"]

out <- sprintf("%s: %.2f (n = %d)", c("a", "b"), c(1.234, 5), c(3L, 4L))

out <- format(1e6, big.mark = ",", scientific = FALSE)

out <- format(123.456, nsmall = 1)

out <- format(0.1 + 0.2, digits = 17)

out <- formatC(0.000123, format = "e", digits = 2)

out <- formatC(c("a", "bb"), width = 5)

out <- formatC(5, width = 3, flag = " ")

out <- round(5.678, 1) == 5.7

out <- as.character(c(1, 1.5, 1e6, 1e5, 123456.7, 1e-5))

out <- as.character(1e15)

out <- paste(1e5, 100000L, 0.1 + 0.2)

out <- nchar(123456)

dat <- data.frame(subj = rep(1:3, each = 2), cond = rep(c("A", "B"), 3), rt = c(310, 355, 290, NA, 400, 420))
dat$rt_c <- dat$rt - mean(dat$rt, na.rm = TRUE)
out <- round(dat$rt_c, 3)

dat <- data.frame(subj = rep(1:3, each = 2), cond = rep(c("A", "B"), 3), rt = c(310, 355, 290, NA, 400, 420))
dat$cond <- factor(dat$cond, levels = c("B", "A"))
contrasts(dat$cond) <- contr.sum(2)
out <- contrasts(dat$cond)

d$x[is.na(d$x)] <- mean(d$x, na.rm = TRUE)
d$z <- as.numeric(scale(d$x))
out <- round(d$z, 6)

d$g <- as.character(d$g)
d$g[is.na(d$g)] <- "none"
d$g <- factor(d$g)
out <- d$g

d <- d[!duplicated(d$s), ]
out <- d$id

d$cat <- NA
d$cat[d$i > 3] <- "high"
d$cat[d$i <= 3] <- "low"
out <- d$cat

d[order(d$i), "rank"] <- seq_len(nrow(d))
out <- d$rank

names(d)[names(d) == "x"] <- "score"
out <- names(d)

d <- cbind(d, t(sapply(d$i, function(v) c(min = v - 1, max = v + 1))))
out <- d[, c("min", "max")]

l$new <- list(u = 1:2)
l$new$v <- "w"
out <- l$new

l <- c(l, list(z = TRUE))
out <- names(l)

l[["a"]] <- NULL
out <- names(l)

x <- c(1, 2, 3, 4)
x[c(TRUE, FALSE)] <- 0
out <- x

x <- 1:4
x[-1] <- 9L
out <- x

x <- list(1, "b")
x[[3]] <- c(TRUE, FALSE)
out <- x

m2 <- matrix(1:6, 2)
m2[m2 > 4] <- 0L
out <- m2

m2 <- matrix(1:6, 2)
m2 <- cbind(m2, 7:8)
m2 <- rbind(m2, 0)
out <- m2

a <- array(0, c(2, 2, 2))
a[1, 2, 2] <- 5
out <- sum(a)

out <- m[m[, "a"] > 0, ]

out <- m[, 2]

out <- m["r1", , drop = FALSE]

out <- m[-1, -1]

out <- m^2

out <- m * m

out <- 1 - m

out <- exp(m)["r1", ]

out <- sqrt(diag(m))

out <- round(solve(m) %*% m, 10)

out <- t(m) %*% m

out <- colSums(m > 0)

out <- apply(m, 2, function(col) which.max(col))

out <- sapply(1:3, function(i) m[i, i])

out <- max(abs(m - t(m)))

out <- cov(d$i, d$id)

out <- cor(m)

out <- as.data.frame(m)

out <- as.data.frame(t(m))

out <- data.frame(m, k = 1:3)

out <- as.vector(m)

out <- unlist(apply(m, 1, list), recursive = TRUE)

out <- nrow(m) * ncol(m) == length(m)

out <- identical(dim(m), c(3L, 3L))

out <- which(m == max(m), arr.ind = TRUE)

out <- 7 %% 3 == 1 && -7 %% 3 == 2

out <- 1:3 / c(2, 4, 8)

out <- (1:6)[c(-1, -6)]

out <- bitwAnd(12L, 10L)

out <- rev(1:3) * 1:3

out <- sum(1:10 %% 2 == 0)

out <- seq(1, 2, by = 0.25)[-1]

out <- rep(c(TRUE, FALSE), times = 3)

out <- rep(NA, 3)

out <- c(rep("a", 2), rep("b", 1))

out <- vapply(list(1:3, 4:9), length, numeric(1))

out <- Reduce(function(x, y) paste(x, y), c("a", "b", "c"), accumulate = TRUE)

out <- Filter(Negate(is.null), list(1, NULL, 2))

out <- do.call(paste, c(list("a", "b"), sep = "-"))

out <- do.call("rbind", list(1:2, 3:4))

f <- function(x, y = 2, ...) { z <- x + y; if (z > 5) { return("big") }; "small" }
out <- c(f(1), f(10), f(y = 1, x = 1))

f <- function(x) { stopifnot(is.numeric(x), x > 0); sqrt(x) }
out <- tryCatch(f("a"), error = function(e) "not numeric")

f <- function(method = c("mean", "median")) { method <- match.arg(method); switch(method, mean = "M", median = "D") }
out <- c(f(), f("median"))

f <- function(x, na.rm = FALSE) { if (na.rm) x <- x[!is.na(x)]; sum(x) / length(x) }
out <- c(f(c(1, NA), na.rm = TRUE), f(c(2, 4)))

f <- function(n) { out <- character(n); for (i in seq_len(n)) out[i] <- paste0("id", i); out }
out <- f(3)

g <- function(k) { force(k); function(v) v * k }
out <- g(3)(4)

h <- function(a, b) { if (missing(b)) b <- a + 1; a * b }
out <- c(h(2), h(2, 5))

out <- (function(n) { s <- 0; while (n > 0) { s <- s + n; n <- n - 1 }; s })(4)

out <- sapply(c(a = 1, b = 2), function(v) if (v > 1) "hi" else "lo")

out <- tryCatch(as.numeric("abc"), warning = function(w) NA_real_)

out <- inherits(try(log("a"), silent = TRUE), "try-error")

result <- NULL
for (i in 1:3) { if (i == 2) next; result <- c(result, i) }
out <- result

i <- 0
repeat { i <- i + 1; if (i >= 3) break }
out <- i

out <- gsub("[aeiou]", "", c("banana", "kiwi"))

out <- gsub("(?<=a)b", "X", "abab", perl = TRUE)

out <- regmatches("x=1, y=22", regexpr("[0-9]+", "x=1, y=22"))

out <- sprintf("%02d-%s", 5, "x")

out <- sprintf("Total: %s", format(1234.5, big.mark = ","))

out <- sprintf("%.1f%%", 45.678)

out <- toupper(paste0(substring("abc", 1, 1), "x"))

out <- substring("abcdef", 1:3, 3:5)

out <- rev(unlist(strsplit("a,b,c", ",")))

out <- vapply(strsplit(c("a b", "c d e"), " "), length, 1L)

out <- startsWith(c("apple", "bat"), "a")

out <- tolower(LETTERS[24:26])

out <- month.abb[c(1, 12)]

out <- trimws(format(c(1, 10, 100)))

out <- str_replace_na(c("a", NA))

out <- str_extract_all("a1b22", "\\d+")[[1]]

out <- str_remove("prefix_name", "^prefix_")

out <- str_split_fixed("a-b-c", "-", 2)

out <- str_length(c("abc", NA))

out <- str_glue("{1 + 1} apples")

out <- as.integer(format(as.Date("2024-05-06"), "%Y")) + 1L

out <- as.Date("2024-01-31") + 30

out <- diff(as.Date(c("2024-01-01", "2024-01-15", "2024-03-01")))

out <- format(as.Date("2024-01-05"), "%b %d, %Y")

out <- seq(as.Date("2024-01-01"), as.Date("2024-12-31"), by = "quarter")

out <- julian(as.Date("1970-01-10"))[1]

out <- table(cut(d$i, c(0, 3, 6, 9)))

out <- factor(c("lo", "hi"), levels = c("lo", "hi"), ordered = TRUE) < "hi"

out <- c(as.character(d$g[1]), as.character(d$g[2]))

out <- factor(d$g, labels = c("L", "M", "H", "T"))

out <- unclass(d$g)[1:2]

out <- tapply(d$x, d$g, mean, na.rm = TRUE)

out <- table(d$g)["hi"] / nrow(d)

out <- round(prop.table(table(d$ok, d$g), margin = 2), 2)

out <- rowSums(table(d$s, d$ok))

out <- names(table(d$s))[table(d$s) > 1]

out <- sort(table(d$s), decreasing = TRUE)

out <- rev(table(d$i))

out <- quantile(d$x, probs = seq(0, 1, 0.5), na.rm = TRUE)[["50%"]]

out <- summary(c(1, 2, 3, 4, 100))["Mean"]

out <- mean(d$x, trim = 0.1, na.rm = TRUE)

out <- median(c(1, 3, NA), na.rm = TRUE)

out <- round(pt(2.1, 10) - pbinom(3, 10, 0.5) + qnorm(0.975), 6)

out <- optimize(function(p) (p - 0.3)^2, c(0, 1))$minimum > 0.29

out <- round(integrate(dnorm, -1, 1)$value, 6)

out <- round(uniroot(function(x) x^2 - 2, c(0, 2))$root, 3)

out <- cumsum(table(c("a", "b", "a")))

fit <- lm(mpg ~ wt, mtcars)
out <- round(c(coef(fit), sigma(fit), AIC(fit)), 4)

fit <- lm(mpg ~ wt, mtcars)
out <- round(coef(summary(fit))["wt", "t value"], 4)

fit <- lm(mpg ~ poly(wt, 2), mtcars)
out <- round(unname(fitted(fit)[1:2]), 4)

out <- nrow(model.matrix(mpg ~ factor(cyl), mtcars))

out <- head(resid(glm(am ~ wt, binomial, mtcars)), 2)

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

out <- c(5, 3) %/% 0

out <- c(5, 3) %% c(0, 2)

out <- (-8)^(1/3)

n <- 0
out <- 1 / n

out <- c(100, 7)^30

k <- 30
out <- c(100L, 7L)^k

out <- 2^-1

out <- c(2, 4)^-1

out <- 2^10 + 10 %% 3 - 7 %/% 2

x <- c(4, 9)
out <- x^0.5

x <- 1:4
out <- x^2 / sum(x^2)

s <- 0
out <- 0^s

out <- names(which.max(c(b = 1, a = 3)))

out <- d[which.max(d$x), "id"]

out <- d$id[which.min(d$x)]

t <- table(d$s)
out <- t[which.max(t)]

out <- diff(c(a = 1, b = 4, c = 9))

out <- mapply(rep, 1:2, 2:1, SIMPLIFY = FALSE)

out <- mapply(function(a, b) a + b, c(x = 1, y = 2), 3:4, USE.NAMES = FALSE)

out <- rowsum(cbind(a = 1:3, b = 4:6), c("u", "v", "u"))

out <- str_trim(" a ", "right")

out <- paste0("x", NULL, 1:2)

out <- paste("n =", 100000)

k <- 250000 * 2
out <- paste0("k", k, TRUE)

out <- paste("a", 1, 2.5, TRUE)

x <- 1:2
y <- 3:4
out <- rbind(x, y)

out <- rbind(c(a = 1, b = 2), c(3, 4))

tab <- NULL
for (k in 1:2) tab <- rbind(tab, c(k, k^2))
out <- tab

tab <- c()
for (k in 1:2) tab <- rbind(tab, data.frame(k = k, s = "a"))
out <- tab

out <- map_chr(c("a", "b"), toupper)

out <- map_dbl(c(p = 1, q = 2), ~ .x + 1)

out <- map2(c("a", "b"), 1:2, ~ paste(.x, .y))

out <- format(c(1e-10, 1), scientific = TRUE)

out <- format(0.00001, scientific = FALSE)

out <- d %>% group_by(g) %>% tally()

out <- d %>% tally(i, name = "total")

out <- d %>% filter(.data$i > 3) %>% pull(id)

v <- "i"
out <- d %>% mutate(z = .data[[v]] * 2) %>% pull(z)

out <- bind_cols(tibble(a = 1:2), b = c("x", "y"), tibble(c = 3:4))

out <- matrix(1:4, 2, dimnames = list(c("a", "b"), NULL))[1, 2]

out <- d$g[2]

out <- as.integer(d$g[5])

out <- if (d$g[2] == "hi") "yes" else "no"

out <- paste("level", d$g[5])

out <- data.frame(g = d$g[1], v = 1)

for (lev in levels(d$g)) cat(lev, "")
out <- 1

for (lev in unique(d$g)) cat(lev, "")
out <- 1

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

out <- mtcars$mpg[2]

d$age <- c(20, 35, 50, 41, 29, 60)
d$band <- cut(d$age, breaks = c(0, 30, 45, Inf), right = FALSE)
out <- table(d$band)

out <- cut(d$i, c(-Inf, 2, Inf))

x <- 1:6
y <- c(10, 20)
out <- x + y

x <- c(1, 2, 3, 4); y <- c(TRUE, FALSE)
out <- x * y

x <- c(5, 6, 7, 8); y <- c(5, 9)
out <- x == y

x <- 1:4; y <- 1:2
out <- x %% y

x <- c(a = 1, b = 2); y <- 1:4
out <- x + y

x <- d$x; y <- c(1, 2)
out <- x * y

x <- d$i; y <- c(0, 4, 2)
out <- x > y

x <- c(TRUE, FALSE, NA, TRUE); y <- c(TRUE, NA)
out <- x & y

x <- numeric(0); y <- 1:3
out <- x + y

x <- 1:3; y <- 1:2
out <- suppressWarnings(x + y)

v <- c(1, 2)
d$z <- d$i * v
out <- d$z

v <- 1:3
out <- m * v

out <- m + c(1, 2, 3)

v <- c(2, 3)
out <- outer(1:4, 1:3) * v

x <- c("a", "b", "c", "d"); y <- c("a", "c")
out <- x == y

x <- c("a", "b", "c", "d"); y <- c("a", "c")
out <- x < y

x <- 1:6; y <- c(1, 2)
out <- x / y + y

x <- 1:4; y <- c(2, 1)
out <- x^y

x <- c(3, 1, 2, 8); s <- c(1, -1)
out <- sum(x * s)

x <- 1:6; w <- c(0.5, 2)
out <- -x * w

x <- 1:6; w <- c(a = 1, b = 2, c = 3)
out <- w * x

x <- c(1, 2, 3, 4); k <- c(1, 3)
out <- x[x > k]

x <- rep(c(1, 2), 3); y <- seq(0, 1, length.out = 3)
out <- x - y

out <- tibble(x = c(1, NA), y = 3) %>% mutate(z = x + y) %>% pull(z)

add_mean <- function(data, col) { data %>% mutate(avg = mean({{ col }}, na.rm = TRUE)) }
out <- add_mean(d, x)

my_summary <- function(data, group, value) { data %>% group_by({{ group }}) %>% summarise(m = mean({{ value }}, na.rm = TRUE), n = n(), .groups = "drop") }
out <- my_summary(d, g, x)

my_summary <- function(data, ...) { data %>% group_by(...) %>% summarise(n = n(), .groups = "drop") }
out <- my_summary(d, g, ok)

keep_if <- function(data, cond) filter(data, {{ cond }})
out <- keep_if(d, x > 1)

named <- function(data, v) data %>% summarise("mean_{{ v }}" := mean({{ v }}, na.rm = TRUE))
out <- named(d, i)

col <- "x"
out <- d %>% summarise(m = mean(.data[[col]], na.rm = TRUE))

col <- sym("i")
out <- d %>% summarise(m = mean(!!col))

col <- "i"
out <- d %>% mutate(z = !!sym(col) * 2) %>% pull(z)

cols <- c("id", "i")
out <- d %>% select(all_of(cols))

cols <- c("id", "nope")
out <- d %>% select(any_of(cols))

cols <- c("id", "i")
out <- d %>% summarise(across(all_of(cols), mean))

out <- d %>% count(g, .drop = FALSE)

f <- function(data, var) { var <- enquo(var); data %>% summarise(m = mean(!!var, na.rm = TRUE)) }
out <- f(d, x)

f <- function(data, cols) data %>% select({{ cols }})
out <- f(d, c(id, s))

f <- function(data, cols) data %>% summarise(across({{ cols }}, ~ mean(.x, na.rm = TRUE)))
out <- f(d, c(x, i))

f <- function(data, by) data %>% arrange(desc({{ by }}))
out <- f(d, i)$id

f <- function(data, v) data %>% pull({{ v }})
out <- f(d, s)

f <- function(data, v, new) data %>% mutate("{new}" := {{ v }} + 1)
out <- f(d, i, "j")

f <- function(data, v) data %>% count({{ v }})
out <- f(d, s)

vars <- c("x", "i")
out <- lapply(vars, function(v) mean(d[[v]], na.rm = TRUE))

vars <- c("x", "i")
for (v in vars) d <- d %>% mutate(!!v := .data[[v]] * 10)
out <- d

f <- function(data, g1, v) data %>% group_by({{ g1 }}) %>% mutate(c = {{ v }} - mean({{ v }}, na.rm = TRUE)) %>% ungroup()
out <- f(d, g, x)

f <- function(data, from, to) data %>% rename({{ to }} := {{ from }})
out <- f(d, i, count)

grp <- c("g", "ok")
out <- d %>% group_by(across(all_of(grp))) %>% summarise(n = n(), .groups = "drop")

f <- function(df, x) df %>% filter(!is.na({{ x }})) %>% nrow()
out <- f(d, g)

f <- function(df, v) df %>% distinct({{ v }}) %>% pull()
out <- f(d, s)

gvar <- syms(c("g", "ok"))
out <- d %>% group_by(!!!gvar) %>% summarise(n = n(), .groups = "drop")

out <- rownames(d[-1, ])

out <- rownames(d[d$i > 2, ])

out <- rownames(mtcars)[1:2]

out <- rownames(mtcars[mtcars$mpg > 30, ])

out <- mtcars$mpg[1:3]

e2 <- d[order(d$i), ]
out <- row.names(e2)

e2 <- subset(d, i > 3)
out <- rownames(e2)

e2 <- na.omit(d)
out <- as.integer(rownames(e2))

e2 <- d[-1, ]
rownames(e2) <- NULL
out <- rownames(e2)

out <- d %>% filter(i > 3) %>% rownames()

out <- rownames(head(d, 2))

out <- rownames(tail(d, 2))

out <- d[d$i > 3, "x"]

out <- setNames(d$i, d$id)[d$i > 3]

out <- rownames(merge(d, e, by = "s"))

out <- d["3", "i"]

e2 <- d[d$i > 3, ]
out <- e2["6", "i"]

e2 <- rbind(d[1:2, ], d[5, ])
out <- rownames(e2)

out <- which(d$i > 3)

out <- dimnames(d[2:3, 1:2])

out <- mtcars["Mazda RX4", "mpg"]

out <- colnames(mtcars)[1:2]

out <- head(rownames(mtcars[order(mtcars$mpg), ]), 3)

out <- apply(d[d$i > 3, c("id", "i")], 1, sum)

out <- unlist(lapply(split(d$i, d$g), sum))

out <- rowSums(d[d$i > 3, c("id", "i")])

out <- sapply(d[d$i > 3, c("id", "i")], mean)

out <- rowMeans(d[, c("id", "i")])

f <- function(data, v) { lab <- rlang::as_label(rlang::enquo(v)); paste("mean of", lab) }
out <- f(d, x)

cut <- 3
out <- d %>% filter(i > !!cut) %>% pull(id)

g2 <- function(data, w) data %>% summarise(t = sum({{ w }}, na.rm = TRUE))
f <- function(data, v) g2(data, {{ v }})
out <- f(d, i)

f <- function(data, v) data %>% mutate(z = {{ v }}^2)
out <- f(d, i + 1)$z

f <- function(data, v, k = 2) { data %>% mutate(z = {{ v }} * k) %>% pull(z) }
out <- f(v = i, data = d, k = 3)

f <- function(data, g) data %>% group_by({{ g }}) %>% summarise(m = mean(i), .groups = "drop") %>% arrange(m)
out <- f(filter(d, !is.na(g)), g)

f <- function(data, ...) data %>% select(...) %>% names()
out <- f(d, id, s)

f <- function(data, v) { data %>% summarise(lo = min({{ v }}, na.rm = TRUE), hi = max({{ v }}, na.rm = TRUE)) }
out <- d %>% f(x)

f <- function(data, v) data %>% mutate("log_{{v}}" := log({{ v }} + 1))
out <- f(d, i)

f <- function(df, col) df %>% mutate(across({{ col }}, as.character))
out <- f(d, i)

v <- "i"
out <- d %>% mutate(!!paste0(v, "_c") := !!sym(v) - mean(!!sym(v)))

v <- "i"
out <- d %>% arrange(!!sym(v)) %>% pull(id)

v <- "i"
out <- d %>% select(!!v)

out <- rownames(d[c(1, 1, 2), ])

out <- rownames(d[c(1, 1, 1, 2), ])

out <- rownames(d[c(2, NA), ])

e2 <- d[d$i > 3, ]
out <- rownames(rbind(e2, d[1, ]))

e2 <- d[d$i > 3, ]
out <- rownames(rbind(d, e2))

e2 <- d[d$i > 3, ]
e3 <- e2[order(-e2$i), ]
out <- rownames(e3)

e2 <- d[d$i > 3, ]
e2$z <- 1:3
out <- e2

e2 <- d[d$i > 3, ]
out <- e2 %>% mutate(q = i * 2) %>% rownames()

e2 <- d[d$i > 3, ]
out <- e2 %>% arrange(i) %>% rownames()

e2 <- d[d$i > 3, ]
out <- rownames(merge(e2, e, by = "s"))

e2 <- d[d$i > 3, ]
out <- rownames(bind_rows(e2, e2))

e2 <- d[d$i > 3, ]
out <- rownames(transform(e2, k = i))

e2 <- d[d$i > 3, ]
out <- rownames(cbind(e2, k = 1:3))

e2 <- d[d$i > 3, ]
out <- rownames(data.frame(e2, k = 1:3))

e2 <- d[d$i > 3, c("id", "i")]
out <- as.matrix(e2)

e2 <- d[d$i > 3, c("id", "i")]
out <- t(e2)

e2 <- d[d$i > 3, ]
out <- rownames(aggregate(i ~ s, e2, mean))

e2 <- d[d$i > 3, ]
out <- rownames(e2[e2$id > 3, ])

out <- rownames(unique(d["i"]))

out <- rownames(d[!duplicated(d$i), ])

out <- sapply(split(d, d$ok), function(p) paste(rownames(p), collapse = ","))

out <- unlist(lapply(split(d, d$g), rownames))

out <- d[rownames(d) %in% c("2", "5"), "i"]

m2 <- mtcars[mtcars$cyl == 6, c("mpg", "hp")]
out <- m2$hp[m2$mpg > 20]

out <- mtcars[["hp"]][1:2]

out <- mtcars[1:2, "hp"]

out <- with(mtcars, tapply(mpg, cyl, mean))

out <- sapply(mtcars[, 1:3], mean)

out <- rowMeans(mtcars[1:2, 1:3])

out <- head(mtcars$mpg, 3) + 1

out <- sort(mtcars$mpg)[1:3]

out <- setNames(mtcars$mpg, rownames(mtcars))[1:2]

out <- mtcars$mpg[mtcars$cyl == 6]

x <- mtcars$mpg
out <- x[2] / x[1]

out <- which(mtcars$mpg > 30)

out <- which.max(mtcars$mpg)

out <- ifelse(mtcars$mpg > 20, "hi", "lo")[1:3]

out <- mtcars %>% filter(mpg > 30) %>% pull(mpg)

out <- quantile(mtcars$mpg, c(0.25, 0.75))

out <- table(mtcars$cyl, mtcars$gear)

e2 <- d
rownames(e2) <- letters[1:6]
out <- e2$i

e2 <- d
rownames(e2) <- letters[1:6]
out <- e2[c("b", "d"), "i"]

e2 <- d
rownames(e2) <- letters[1:6]
out <- apply(e2[, c("id", "i")], 1, max)

out <- lapply(mtcars[1:2, 1:2], function(v) v * 2)

out <- colMeans(mtcars)[1:2]

out <- cor(mtcars$mpg, mtcars$wt)

out <- mtcars[order(-mtcars$mpg), ][1:3, c("mpg", "cyl")]

out <- tail(d$i, 2)

out <- d[nrow(d):1, ]$i

out <- as.numeric(rownames(d[d$ok %in% TRUE, ]))

out <- mtcars %>% tibble::rownames_to_column("car") %>% slice(1:2) %>% pull(car)

out <- d[-1, ] %>% tibble::rownames_to_column("r") %>% pull(r)

e2 <- head(d[order(d$x, decreasing = TRUE), ], 3)
out <- rownames(e2)

e2 <- d %>% select(id, i)
e2 <- e2[e2$i > 1, ]
out <- rownames(e2)

e2 <- d[complete.cases(d), ]
out <- c(nrow(e2), rownames(e2))

e2 <- subset(d, i > 3, select = c(id, i))
out <- apply(e2, 1, function(r) r["i"])

e2 <- do.call(rbind, split(d, d$ok))
out <- rownames(e2)

e2 <- do.call(rbind, lapply(split(d, d$ok), function(p) p[1, ]))
out <- rownames(e2)

out <- substr("abcdef", -1, 3)

out <- substr("abcdef", 0, 2)

out <- substr("abcdef", 3, 2)

out <- substr(c("abc", NA, "x"), 2, 10)

out <- substr("abcdef", -3, -1)

out <- class("a")

out <- class(TRUE)

out <- class(NULL)

out <- class(d)

out <- class(m)

out <- class(d$g)

out <- cor(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5), method = "spearman")

out <- cor(d$x, d$i, use = "complete.obs", method = "spearman")

out <- cor(mtcars[, 1:3], method = "spearman")

f <- function(a, b = 2) a * b
out <- do.call("f", list(2, b = 4))

f <- function(x, fn = mean) fn(x)
out <- f(c(1, 2, 6))

f <- function(x, fn = mean, ...) fn(x, ...)
out <- f(c(1, 2, NA), na.rm = TRUE)

f <- function(x, fn = mean) fn(x)
out <- c(f(1:3), f(1:3, max), f(1:3, fn = sum))

f <- function(x, fn = median) sapply(x, fn)
out <- f(list(1:3, 4:9))

out <- d[["zz"]]

out <- d$zz

out <- is.null(d$zz)

out <- l$zz

out <- is.null(l[["zz"]])

out <- "zz" %in% names(d)

out <- if (is.null(d[["zz"]])) "none" else "some"

l2 <- list(a = 1)
out <- l2$b$c

l2 <- list()
out <- is.null(l2[["k"]])

x <- c(a = 1)
out <- tryCatch(x[["b"]], error = function(e) "no")

x <- c(a = 1)
out <- x["b"]

out <- length(d$zz)

opts <- list(n = 5)
k <- if (is.null(opts$k)) 10 else opts$k
out <- k

out <- is.numeric(1L)

out <- class(seq(0, 1, 0.1))

out <- class(round(2.5))

out <- class(5L / 2L)

out <- class(mean(1:3))

out <- class(Sys.Date())

out <- sapply(iris, class)

out <- sapply(d, is.numeric)

out <- names(d)[sapply(d, is.factor)]

out <- class(matrix(1:4, 2))[1]

out <- class(factor("a"))

out <- forcats::fct_infreq(c("b", "a", "c", "c", NA))

out <- forcats::fct_infreq(factor(c("x", "y", "z"), levels = c("z", "y", "x", "w")), w = c(2, 3, 1))

out <- forcats::fct_lump_n(c("a", "a", "a", "b", "b", "c", "d"), 2)

out <- forcats::fct_lump_n(c("a", "a", "b", "b", "c"), n = 2)

out <- forcats::fct_lump_n(factor(c("a", "b", "b", "c", "c", "c")), n = -1, other_level = "frequent")

out <- forcats::fct_lump_min(c("a", "a", "b", "c"), 2)

out <- forcats::fct_lump_prop(c("a", "a", "a", "b", "c", NA), .3)

out <- forcats::fct_lump_prop(c("a", "a", "a", "b"), .5)

out <- forcats::fct_lump_prop(c("a", "a", "a", "b", "c", "c"), -.4)

out <- forcats::fct_lump(c("a", "a", "a", "b", "c", "c"), prop = .2)

out <- forcats::fct_lump(c(rep("a", 9), rep("b", 5), "c", "d", "e"))

out <- forcats::fct_lump(c("a", "a", "b", "c"), n = 1, w = c(1, 1, 5, 1))

out <- forcats::fct_other(c("a", "b", "c"), keep = c("c", "b"))

out <- forcats::fct_other(factor(c("a", "b", "Other"), levels = c("Other", "a", "b")), drop = "b")

out <- forcats::fct_collapse(factor(c("a", "b", "c", "d")), bd = c("b", "d"))

out <- forcats::fct_collapse(c("a", "b", "c", "d"), y = c("d"), x = c("b"), other_level = "rest")

out <- forcats::fct_relabel(c("b", "a"), toupper)

out <- forcats::fct_expand(c("b", "a"), "z", "a")

out <- forcats::fct_explicit_na(factor(c("b", NA, "a")), na_level = "none")

out <- forcats::fct_count(factor(c("b", "a", "b", NA)), sort = TRUE, prop = TRUE)

out <- forcats::fct_relevel(c("a", "b", "c", "d"), "a", after = 2)

out <- forcats::fct_relevel(c("a", "b", "c", "d"), "b", "a", after = Inf)

days <- as.Date(c("2020-12-31", "2021-01-02", "2021-01-03", "2024-02-29", NA))
out <- data.frame(w = lubridate::isoweek(days), y = lubridate::isoyear(days), e = lubridate::epiweek(days), q = lubridate::quarter(days), m = lubridate::mday(days), n = lubridate::days_in_month(days), l = lubridate::leap_year(days))

out <- lubridate::dmy(c("5.2.2024", "31/12/1999", "no"))

out <- lubridate::mdy("02-28-2023")

out <- lubridate::floor_date(as.Date(c("2024-08-17", "2024-01-01")), "week")

out <- lubridate::floor_date(as.Date("2024-08-17"), "quarter")

out <- c(ppoints(3), ppoints(12)[1:2], ppoints(c(5, 9)), ppoints(4, a = .5))

out <- embed(c(1, 4, 9, 16), 2)

out <- c(qr(cbind(1, 1:4, 2:5))$rank, qr(cbind(1, 1:4, 2:5))$pivot, qr(diag(3))$rank)

out <- c(dmultinom(c(2, 1, 1), prob = c(.5, .3, .2)), dmultinom(c(0, 3), prob = c(1, 2), log = TRUE))

set.seed(4)
out <- rmultinom(4, size = 6, prob = c(.2, .3, .5))

set.seed(4)
out <- rmultinom(2, 10, c(a = 1, b = 0, c = 3))

set.seed(9, kind = "Mersenne-Twister", normal.kind = "Inversion")
out <- rnorm(2)

d <- tibble(a = 1:2, b = 3:4)
out <- mutate(d, z = a + b, a = a * 2, .before = b)

d <- tibble(a = 1:2, b = 3:4)
out <- mutate(d, before = a, after = b, .after = a)

d <- tibble(i1 = c(1, 5), i2 = c(3, 1), i3 = c(2, 9))
out <- d %>% rowwise() %>% mutate(top = max(c_across(i1:i3)), s = sd(c_across(starts_with("i")))) %>% ungroup()

d <- data.frame(g = c("b", "a", "b"), h = c(2, 1, 2))
out <- crossing(d, x = c(5, 3))

d <- data.frame(g = c("b", "a"))
out <- crossing(x = c(5, 3), d)

a <- c(2, 1); b <- c("u", "v")
out <- expand_grid(a, b)

out <- expand.grid(1:2, c("u", "v"))

x <- c(1, 4, 2, 8, 5, 7)
out <- data.frame(a = as.numeric(stats::filter(x, rep(1 / 3, 3))), b = as.numeric(stats::filter(x, c(.5, .3, .2), sides = 1)), d = as.numeric(stats::filter(x, .5, method = "recursive")), e = as.numeric(stats::filter(x, rep(1, 3), circular = TRUE)))

x <- c(1, 4, 2, 8, 5, 7)
out <- c(zoo::rollmean(x, 4, fill = NA), zoo::rollsumr(x, 3, fill = NA), zoo::rollmedian(x, 3, align = "left"), zoo::rollmax(x, 2))

se <- function(v) sd(v) / sqrt(length(v))
d <- data.frame(g = c("a", "a", "b", "b"), rt = c(1, 4, 2, 8)) %>% group_by(g) %>% mutate(m = mean(rt)) %>% ungroup()
out <- d %>% group_by(g) %>% summarise(mean_rt = mean(rt), se_rt = se(rt))

op <- options(digits = 3)
options(op)
out <- 1 / 3

x <- c(3, 1, NA, 2)
out <- order(x, na.last = NA)

out <- glue::glue("a{1 + 1}", "b")

walk(1:2, ~ cat(.x, ""))
out <- 1

out <- setNames(vector("list", 2), c("u", "v"))

b <- vector("list", 2)
names(b) <- c("u", "v")
b[[2]] <- 5
out <- b

fits <- setNames(vector("list", 3), paste0("K", 1:3))
for (k in 1:3) fits[[k]] <- k^2
out <- sapply(fits, function(f) f + 1)

out <- list(class(as_tibble(d)), class(d), class(group_by(d, g)), class(rowwise(d)), class(d %>% group_by(g) %>% summarise(n = n())), class(d %>% count(g)))

out <- list(class(pivot_longer(d, c(id, x))), class(gather(d, k, v, id, x)), class(bind_rows(as_tibble(d), d)), class(bind_rows(d, as_tibble(d))), class(transform(as_tibble(d), z = 1)), class(as.data.frame(as_tibble(d))))

tb <- as_tibble(d)
out <- list(tb[, "x"], tb[2, "i"], tb[, "x", drop = TRUE], tb[["x"]], rownames(tb[tb$i > 2, ]), is.null(tb$o))

out <- c(tibble::is_tibble(d), tibble::is_tibble(tibble(a = 1)), inherits(group_by(d, g), "tbl_df"))

out <- rownames(as_tibble(mtcars[1:3, 1:2]))

dd <- data.frame(alpha = 1:2)
out <- dd$al

x <- c(b = 2, a = 1)
out <- list(data.frame(x), data.frame(n = names(x), v = x), cbind(x, y = 3:4), cbind(d[1:2, "id"], x), data.frame(k = "u", x))

out <- list(rownames(data.frame(z = 1:2, row.names = c("p", "q"))), rownames(cbind(e, z = c(p = 1, q = 2, r = 3, s = 4))))

out <- list(t(d[1:2, c("x", "i")]), as.matrix(d[c("x", "i")]), as.matrix(d[2:1, c("id", "s")]), data.matrix(d[1:2, c("id", "g")]))

out <- list(rownames(separate(data.frame(s = c("a_1", "b_2", "c_3"))[2:3, , drop = FALSE], s, c("p", "q"))), rownames(add_count(d[2:3, ], g)))

f <- function(a, b) a + b
out <- list(f(c(a = 1, b = 2), c(b = 3, a = 4)), f(1:4, 1:2), f(d$x[1:2], d$i[3:4]))

x <- head(d$i, 3)
y <- tail(d$i, 3)
out <- x - y

x <- unlist(list(a = 1, b = 2))
y <- unlist(list(c = 10, d = 20))
out <- x / y

out <- d %>% group_by(ok) %>% summarise_at(vars(x, i), list(lo = min, hi = max), na.rm = TRUE)

out <- d %>% summarise_if(is.numeric, list(m = mean, s = sum))

out <- d %>% mutate(z = case_when(i > 4 ~ "big", i < 2 ~ "small"), y = x * 2,)

out <- as.data.frame(table(d$g, dnn = "group"), responseName = "n")

out <- wilcox.test(c(1.1, 2.5, 0.3, 4.2), c(2.2, 5.1, 3.3))$p.value

out <- wilcox.test(c(1.1, 2.5, 0.3, 4.2), mu = 1, alternative = "greater")

out <- cor.test(d$i, c(2, 1, 3, 1, 4, 6), method = "kendall")$estimate

out <- cor.test(c(1, 5, 2, 4), c(2, 6, 1, 9), method = "spearman")$p.value

out <- mean(c(1, 2, 3, 100, NA), trim = 0.25, na.rm = TRUE)

out <- c(mean(d$i, trim = 0.2), mean(c(4, 1, 9), trim = 0.5), mean(d$x, trim = 0.1))

out <- binomial()$linkinv(c(-1, 0, 2))

out <- c(poisson()$linkfun(3), binomial(link = "probit")$linkfun(0.3), Gamma()$linkinv(4))

out <- 1 + .Machine$double.eps > 1

x <- c(u = 1, u = 2)
out <- list(x, length(x), data.frame(a = x))

out <- vapply(d, function(v) length(unique(v)), integer(1))

out <- tryCatch(vapply(list(1:3, 4:6), function(v) v[v > 2], FUN.VALUE = numeric(1)), error = function(e) "refused")

out <- list(vapply(list(), length, 1L), vapply(strsplit(c("a-b", "c-d-e"), "-"), `[`, character(1), 2))

out <- Filter(is.numeric, d)

out <- list(rbind(a = d[1, c("id", "x")], b = d[2, c("id", "x")]), rownames(rbind(a = d[1:2, ], b = d[3, ])))

out <- list(names(data.frame(matrix(1:4, 2))), names(data.frame(`a b` = 1)), names(data.frame(`a b` = 1, check.names = FALSE)), names(data.frame(1:2, b = 1)), names(cbind(e, 1)))

out <- list(names(pmax(1, c(b = 2, a = 1))), names(substr(c(b = "u"), 1, 1)), names(format(c(b = 2))), names(strsplit(c(b = "u v"), " ")), names(coalesce(c(b = NA, d = 2), 1)), names(between(c(b = 1), 0, 2)))

out <- map_dfr(1:2, ~ list(a = .x))[, "a"]

out <- var(d$i, d$id)

out <- unsplit(split(d$i, d$ok), d$ok)

out <- list(grep("a", c("ab", "c", "da"), invert = TRUE), grep("a", c("ab", "c"), value = TRUE, invert = TRUE))

out <- list(str_detect(d$s, "b", negate = TRUE), str_subset(c("ab", "c"), "a", negate = TRUE), str_which(c("ab", "c"), "a", negate = TRUE))

out <- list(str_starts(c("ab", "c", NA), "[a-b]"), str_ends(c("ab", "c"), "b|x", negate = TRUE), str_starts("a.b", "a."))

out <- list(str_split("a-b-", "-"), strsplit("a-b-", "-"), str_split(c("a-b-c", "d"), "-", n = 2), str_split("abc", ""))

out <- str_split(c("a-b-c", "d", NA), "-", simplify = TRUE)

out <- str_split(c("a-b-c", "d"), "-", n = 2, simplify = TRUE)

out <- list(strsplit("a.b", "[.]", perl = TRUE), nchar(c("abc", "é"), type = "chars"), nchar("é", type = "bytes"))

out <- list(first(c(3, 1, 2), order_by = c(3, 1, 2)), last(c(3, 1, 2), order_by = -c(3, 1, 2)), nth(c(3, 1), 5, default = 0), first(numeric(0), default = 9))

out <- d %>% group_by(ok) %>% summarise(first = first(s, order_by = i), last = last(i, order_by = x))

out <- list(rank(d$x, na.last = "keep"), rank(d$i, ties.method = "min", na.last = "keep"))

out <- list(order(d$x, na.last = NA), order(d$x, na.last = FALSE), order(d$i, -d$id, na.last = NA), d[order(d$x, na.last = NA), "id"])

out <- names(split(d, d$g, drop = TRUE))

out <- sapply(split(d$i, d$g, drop = TRUE), sum)

out <- list(cov(d$x, d$i, use = "complete.obs"), cov(d[, c("x", "i")], use = "complete.obs"))

out <- list(findInterval(c(1, 2, 3), c(1, 2), left.open = TRUE), findInterval(c(0, 1, 2), c(1, 2), left.open = TRUE, rightmost.closed = TRUE))

out <- sapply(c("a", "b"), function(v) paste0(v, "!"), simplify = FALSE)

out <- list(map_dbl(.x = c(1, 2), .f = ~ .x + 1), map_chr(.x = c("a", "b"), .f = toupper), map(.x = 1:2, .f = function(i) i * 2))

out <- list(nrow(subset(x = d, i > 3)), count(x = d, ok), nrow(drop_na(data = d, x)), nrow(na.omit(object = d)))

out <- list(pivot_longer(data = d[1:2, c("id", "x", "i")], cols = c(x, i)), fill(data = d, s)$s, unite(data = d[1:2, ], col = "si", s, i)$si)

out <- list(all.equal(target = 1, current = 1 + 1e-12), unname(obj = c(a = 1)), str_to_title(string = "an apple"), suppressWarnings(expr = as.numeric("a")))

out <- list(list_rbind(list(a = e, b = e[1, ]), names_to = "from"), month.name[c(1, 12)], inverse.rle(rle(c(1, 1, 2))), strtrim(c("abc", "de"), 2))

out <- list(kronecker(diag(2), matrix(1:2, 1)), eigen(m %*% t(m), symmetric = TRUE)$values)

k <- matrix(1:8, 4)
k[cbind(c(2, 4), c(1, 2))] <- NA
out <- k

m[cbind(c("r1", "r3"), c("b", "a"))] <- c(9, 8)
out <- m

out <- m[cbind(c("r1", "r3"), c("b", "a"))]

out <- m[cbind(1:3, c(2, 2, 1))]

f <- data.frame(p = c(1.5, 2, 3), q = 4:6)
f[cbind(c(1, 3), c(2, 1))] <- c(0, 7)
out <- f

out <- data.frame(p = c(1.5, 2, 3), q = 4:6)[cbind(1:3, c(1, 2, 1))]

v <- array(1:12, c(2, 3, 2))
v[cbind(1, 2:3, 2)] <- c(99L, 98L)
out <- c(v)

se <- function(v) sd(v, na.rm = TRUE) / sqrt(sum(!is.na(v)))
out <- d %>% group_by(ok) %>% summarise(m = mean(i), se = se(i), lo = m - 2 * se, .groups = "drop")

se <- function(v) 100
scaled <- function(data) data %>% mutate(z = w / se)
out <- scaled(data.frame(w = 1:2, se = c(2, 4)))$z

inverse <- plogis
spread_of <- stats::sd
out <- c(inverse(c(a = 0.3)), spread_of(d$x, na.rm = TRUE), sapply(c(0.1, 0.2), inverse))

select <- dplyr::select
out <- d %>% select(id, x)

sds <- function(n, s) { u <- rnorm(n, sd = s); length(u) }
out <- sds(3, 2)

out <- nrow(data.frame(term = character(), est = numeric(), k = integer(), l = logical(), stringsAsFactors = FALSE))

out <- c(lubridate::dmy(c("20 Dec 2020", "20-dec-20", "20122020", "201220", "20.12.2020 10:00", "Tue 20 Dec 2020", NA, "x", "31/02/2020", "1/2/5", "5th of March 2020")))

out <- c(lubridate::ymd(c("20200301", "2020-3-1", "20-3-1", "2020 March 1", "2020/Mar/01", "200301", "2020")), lubridate::ymd(20200301), lubridate::dmy(1032020))

out <- lubridate::mdy(c("March 5, 2020", "3/5/20", "03052020", "sept 5 2020", "Sep. 5, 2020", "1/2/69", "1/2/68"))

tested <- wilcox.test(x ~ ok, data = d, exact = FALSE)
out <- c(tested$p.value, unname(tested$statistic))

out <- MASS::ginv(contr.helmert(3))

Sys.setenv(MODELS_OF_A_TEST = "fits")
out <- c(Sys.getenv("MODELS_OF_A_TEST"), Sys.getenv("NO_SUCH_VARIABLE", unset = "none"))

out <- nchar(c(as.character(Sys.time()), paste(Sys.time())))

timed <- system.time(total <- sum(1:10))
out <- c(total, timed[["elapsed"]] < 60)

out <- c(scales::hue_pal()(3), scales::hue_pal()(5), rainbow(4), gray(c(0.2, 0.5)))

between <- colorRampPalette(c("white", "#123456"))
out <- c(colorRampPalette(c("red", "blue"))(3), between(4), scales::viridis_pal()(4), scales::viridis_pal(option = "A")(4))

out <- c(RColorBrewer::brewer.pal(4, "Set1"), RColorBrewer::brewer.pal(3, "Dark2"), scales::brewer_pal(palette = "Set2")(4)[-1])

out <- nzchar(c("a", "", "bc"))

days <- as.POSIXlt(c("5Jun2022", "28Feb2023", NA), format = "%d%b%Y")
out <- list(days$yday, days$mon, days$year, days$mday, days$wday)

k <- data.frame(when = c("2022-06-05", "2023-02-28"))
k$when <- as.POSIXlt(k$when, format = "%Y-%m-%d")
k$day <- k$when$yday
out <- k$day

out <- do.call(data.frame, aggregate(i ~ ok, d, function(v) c(m = mean(v), s = sum(v))))

out <- do.call("data.frame", list(a = 1:2, b = c("x", "y")))

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- as.data.frame(bind_rows(gd, gd))

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- names(cbind(gd, z = 1:3))

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- complete.cases(gd)

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- as.data.frame(gd[gd$g == "lo", ])

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- dim(gd)

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- coef(lm(m ~ g, data = gd))[["(Intercept)"]]

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- transform(gd, z = m + 1)

gd <- d %>% filter(!is.na(g)) %>% group_by(g, ok) %>% summarise(m = mean(i), .groups = "drop_last")
out <- as.data.frame(gd[, c("g", "m")] %>% mutate(k = mean(m)))

k <- d %>% group_by(s, ok) %>% summarise(v = sum(i), .groups = "drop_last") %>% filter(!is.na(s), !is.na(ok))
w <- pivot_wider(k, names_from = ok, values_from = v) %>% tibble::column_to_rownames("s")
out <- sum(w, na.rm = TRUE)

out <- list(5L %% 0L, 5 %/% 0, -5L %/% 0L, c(5L, 3L) %/% c(0L, 2L), d$i %/% 0L, d$i %% 0L, d$i %/% 0, 0L %/% 0L, 7 %/% 2, d$x %/% 2, d$id %/% 4)

out <- list(class(1L), class(1), class(1:3), class(c(1, 2)), class(d$i), class(d$x), class(nrow(d)), class(length(1:3)), class(sum(d$i)), class(sum(c(1, 2))), class(mean(d$i)))

out <- list(is.integer(1L), is.integer(1), is.integer(d$i), is.integer(d$i + 1L), is.integer(d$i + 1), is.integer(d$i / 1L), is.integer(seq(1, 3)), is.integer(seq(1, 3, by = 1)), is.integer(seq_len(3)), is.integer(nrow(d)), is.integer(c(1L, 2)), is.double(c(1L, 2L)))

out <- list(identical(1L, 1), identical(c(1, 2), 1:2), identical(1L, 1L), identical(d$i, c(3L, 1L, 4L, 1L, 5L, 9L)), identical(d$i, c(3, 1, 4, 1, 5, 9)), identical(seq(1, 3), 1:3), identical(seq(1, 3, 1), 1:3))

out <- c(is.double(d$x), is.integer(d$s), is.double(2), is.integer(as.integer(d$x)), is.double(as.numeric(d$i)), is.integer(d$id * 2L))

n <- 3L
m2 <- n * 2
out <- c(class(n), class(m2), class(n + 1L), class(-n), class(n / 2), class(n:1), class(TRUE + TRUE), class(!n), class(max(n, 2L)))

out <- list(d$i %/% d$id, c(7, 8) %/% c(2, 0), 7L %/% 2L, d$i %/% c(2L, 0L))

x <- diag(m) <- 0
out <- list(x, m)

y <- names(l)[2] <- "bee"
out <- list(y, names(l))

out <- union(d[1:3, c("id", "i")], d[2:4, c("id", "i")])

out <- intersect(d[1:3, c("id", "i")], d[2:4, c("id", "i")])

out <- setdiff(d[1:3, c("id", "i")], d[2:4, c("id", "i")])

out <- list(setequal(1:3, 3:1), setequal(e, e[4:1, ]), setequal(c("a", NA), NA))

out <- complete(data.frame(a = c(1, 3), b = c("u", "v")), a = 1:3, b)

out <- complete(data.frame(a = c(1, 3), b = c("u", "v"), n = 1:2), b, a = 1:3, fill = list(n = 0))

out <- sub("^(.)(.*)$", "\\U\\1\\L\\2", c("hELLO", "wORLD"), perl = TRUE)

out <- gsub("\\b([a-z])", "\\U\\1", "the quick fox", perl = TRUE)

out <- gsub("(a)(b)", "\\U\\1\\E\\2x", "abab", perl = TRUE)

out <- d %>% nest_by(ok) %>% summarise(n = nrow(data))

out <- d %>% mutate(g2 = recode(as.character(g), lo = "L", hi = "H", .default = "other", .missing = "?")) %>% pull(g2)

out <- apply(m, 2, sort)

out <- t(sapply(split(d, d$ok), function(p) c(n = nrow(p), s = sum(p$i))))

d$band <- findInterval(d$i, c(2, 4))
out <- tapply(d$i, d$band, length)

out <- d %>% filter(!is.na(ok)) %>% group_by(ok) %>% summarise(lo = quantile(i, .25), hi = quantile(i, .75)) %>% mutate(w = hi - lo)

out <- d %>% tally()

out <- d %>% group_by(ok) %>% group_modify(~ head(.x, 1)) %>% ungroup() %>% select(ok, id)

f <- d$g
levels(f) <- list(bottom = c("lo", "mid"), up = c("hi", "top"))
out <- f

out <- factor(c(3, 1, 2), levels = 1:3, labels = c("one", "two", "three"), ordered = TRUE) < "three"

m <- m[, -1]
out <- dim(m)

x <- c(u = 5, v = 3, w = 8)
x <- x[-which(names(x) == "v")]
out <- x

x <- c(u = 5, v = 3, w = 8)
out <- data.frame(val = x)

out <- table(d$g, d$ok, useNA = "ifany")

out <- vapply(names(l), function(k) length(l[[k]]), numeric(1))

out <- d %>% count(ok, g) %>% pivot_wider(names_from = ok, values_from = n, values_fill = 0)

out <- format(as.Date(c("2024-03-05", NA)), "%d.%m.%y")

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(dnorm(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(qnorm(c(a = 0.1)))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(recode(s, x = "z"))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(recode(x, `1` = 5))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(lag(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(lead(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(if_else(x > 1, 1, 2))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(if_else(x > 1, x, 0))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(min_rank(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(cume_dist(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(case_when(x > 1 ~ x, TRUE ~ 0))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(strsplit(s, ""))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(str_length(s))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(rep_len(x, 4))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(ave(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(choose(x, 1))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(rle(x)$values)

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(fivenum(x))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(chartr("x", "q", s))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(regmatches(s, regexpr("x", s)))

x <- c(a = 1, b = 2, c = 3)
s <- c(a = "x", b = "y")
out <- names(sapply(s, nchar, USE.NAMES = FALSE))

out <- sapply(c("a", NA), function(v) paste0(v, "!"))

out <- vapply(d$s, function(v) paste(v, 1), "")

out <- lapply(c("a", NA), function(v) is.na(v))

out <- lapply(c("a", NA), is.null)

out <- mapply(function(a, b) paste(a, b), c("x", NA), c("y", "z"))

out <- map_chr(c("a", NA), ~ paste0(.x, "?"))

out <- map2_chr(c("a", NA), 1:2, ~ paste0(.x, .y))

out <- unlist(Map(function(a) paste0(a, "."), c("u", NA)))

v <- c()
for (s in c("a", NA)) v <- c(v, paste0(s, "-"))
out <- v

out <- sapply(seq_along(d$s), function(k) paste0(d$s[k], "!"))

out <- sapply(seq_along(d$s), function(k) nchar(d$s[k]))

out <- sapply(d$s, nchar)

out <- last(c("a", NA))

out <- list(length(last(c("a", NA))), is.null(last(c("a", NA))), paste(last(c("a", NA))))

out <- c("u", first(c(NA, "a")), "w")

out <- length(c("u", nth(c("a", "b"), 5)))

out <- Reduce(function(a, b) paste0(a, b), c("a", NA, "c"))

out <- sprintf("%s", NA_character_)

out <- do.call(paste0, list("a", NA_character_))

x <- list(a = "p", b = NA_character_)
out <- c(x$a, x$b)

out <- unlist(list(a = "p", b = NA_character_))

out <- toupper(NA)

out <- str_c("a", NA_character_)

out <- substr(NA_character_, 1, 1)

f <- function(s) { if (is.na(s)) return("missing"); s }
out <- sapply(d$s, f, USE.NAMES = FALSE)

out <- weighted.mean(numeric(0), numeric(0))

out <- median(c(TRUE, FALSE, TRUE))

f <- function(x) UseMethod("f")
f.default <- function(x) "default"
f.character <- function(x) "text"
f.data.frame <- function(x) "frame"
f.numeric <- function(x) "number"
f.factor <- function(x) "factor"
out <- c(f(1), f("a"), f(d), f(d$g), f(1:3), f(TRUE), f(list(1, "a")))

f <- ordered(c("S", "L", "M"), levels = c("S", "M", "L"))
out <- list(max(f), min(f), range(f), max(f[c(1, 3)]))

f <- ordered(c("S", NA, "M"), levels = c("S", "M", "L"))
out <- list(max(f), max(f, na.rm = TRUE))

out <- unname(diff(quantile(d$i, c(.25, .75))))

out <- rapply(list(1, 2, list(3)), function(v) v + 1, how = "unlist")

out <- list(max(d$s), length(max(d$s)), max(d$s, na.rm = TRUE), str_flatten(d$s))

out <- transform(d[0, ], y = x + 1)

out <- d %>% group_by(ok) %>% mutate(prev = lag(i, default = 0L), step = i - prev) %>% ungroup() %>% select(id, prev, step)

out <- d %>% slice(-(1:2)) %>% slice_tail(n = 2) %>% pull(id)

out <- e %>% replace_na(list(w = -1)) %>% pull(w)

out <- pmap_dbl(list(a = 1:2, b = 3:4), function(a, b) a + b)

f <- function(x) { x$new <- 1; x }
y <- f(list(a = 2))
out <- names(y)

dd <- data.frame(a = 1:4, g = c("u", "v", "u", "v"), h = c(1, 1, 2, 2))
out <- aggregate(cbind(a, h) ~ g, data = dd, FUN = mean)

out <- round(predict(lm(i ~ id, d), data.frame(id = 7)), 4)

out <- sum(diag(m))

out <- nrow(unique(d[, c("ok", "g")]))

out <- d %>% filter(!is.na(x)) %>% mutate(q = ntile(x, 2)) %>% group_by(q) %>% summarise(m = mean(x), n = n()) %>% as.data.frame()

res <- lapply(c(a = 1, b = 2), function(k) k^2)
out <- names(res)

f <- ordered(c("S", "L", "M"), levels = c("S", "M", "L"))
out <- list(max(f), f >= "M", as.integer(f))

out <- merge(d[1:3, c("id", "s")], data.frame(id = c(3, 1), z = c("p", "q")))

e <- e[, c("w", "s")]
out <- names(e)

x <- stack(list(u = 1:2, v = 3))
out <- x$ind

out <- formatC(3.14159, digits = 3, format = "g")

out <- str_split_fixed("a-b-c", "-", 2)[, 2]

h <- function(x) { if (x > 0) "pos" else if (x < 0) "neg" else "zero" }
out <- vapply(c(-1, 0, 2), h, "")

out <- d %>% group_by(g) %>% summarise(m = max(i)) %>% filter(!is.na(g)) %>% pull(m, name = g)

out <- list(d %>% pull(i), d %>% pull(2), d %>% pull(), pull(d, var = s), d %>% pull(-2), pull(e, w, s))

out <- d %>% mutate(k = coalesce(s, "none")) %>% group_by(k) %>% summarise(tot = sum(i)) %>% arrange(desc(tot), k)

out <- d %>% select(id, g) %>% mutate(v = 1) %>% pivot_wider(names_from = g, values_from = v, values_fill = 0)

out <- e %>% group_by(s) %>% slice_max(w, n = 1) %>% ungroup()

out <- sapply(split(d$i, d$ok), quantile, probs = c(.25, .75))

out <- do.call(rbind, Map(function(a, b) data.frame(a, b), 1:2, c("x", "y")))

out <- dim(m[1, , drop = FALSE])

l2 <- c(l, list(d = TRUE))
out <- length(l2)

out <- sprintf("%s", TRUE)

out <- sum(d$g == "lo", na.rm = TRUE)

levels(d$g)[1] <- "LOW"
out <- table(d$g)

f <- function(v) switch(class(v)[1], character = "txt", logical = "lgl", "other")
out <- c(f("a"), f(TRUE), f(NULL))

x <- vector("list", 2)
x[[1]] <- "a"
out <- sapply(x, is.null)

out <- sapply(list("a", NA_character_), is.na)

out <- sapply(list("a", NA_character_), is.null)

v <- list("a", NULL, "b")
out <- Filter(Negate(is.null), v)

v <- list("a", NULL)
out <- is.null(v[[2]])

v <- list("a", NULL, "b")
out <- v[sapply(v, is.null)]

v <- list("a", NULL, "b")
out <- v[!sapply(v, is.null)]

out <- compact(list("a", NULL, "b"))

out <- map_lgl(list("a", NULL, NA), is.null)

k <- 0
for (e in list("a", NULL, NA)) if (is.null(e)) k <- k + 1
out <- k

out <- lengths(list("a", NULL))

v <- list("a", NULL)
out <- length(v[[2]])

out <- length(list("a", NULL))

out <- is.na(list("a", NULL, NA))

out <- unlist(list("a", NULL, NA, "b"))

out <- unlist(list(1, NULL, 3))

out <- sapply(list(1, NULL, 3), is.null)

out <- sapply(list(NULL, NULL), is.null)

out <- lapply(list("a", NULL), function(e) if (is.null(e)) "none" else e)

out <- list("a", NULL)

out <- rev(list("a", NULL, "b"))

out <- c(list("a"), list(NULL))

out <- c(list("a", NULL), list("b", NA))

out <- list("a", NULL)[2]

v <- list("a", NULL)
names(v) <- c("p", "q")
out <- sapply(v, is.null)

v <- list(p = "a", q = NULL)
out <- Filter(Negate(is.null), v)

v <- list(p = "a", q = NULL)
out <- names(compact(v))

out <- sapply(list("a", NULL, "b"), length)

out <- do.call(rbind, list(data.frame(a = 1), NULL, data.frame(a = 2)))

out <- bind_rows(list(data.frame(a = 1), NULL, data.frame(a = 2)))

out <- do.call(c, list("a", NULL, "b"))

out <- Reduce(c, list("a", NULL, "b"))

out <- sapply(c("a", NA), is.na)

out <- vapply(list("a", NA, "b"), is.na, logical(1))

out <- vapply(list("a", NULL, "b"), is.null, logical(1))

out <- map(list("a", NULL), is.null)

out <- map_int(list("a", NULL, c(1, 2)), length)

out <- Map(function(a, b) is.null(a), list("a", NULL), 1:2)

out <- mapply(function(a, b) is.null(a), list("a", NULL), 1:2)

out <- map2_lgl(list("a", NULL), 1:2, function(a, b) is.null(a))

f <- function(e) if (e > 1) "big" else NULL
out <- lapply(1:2, f)

f <- function(e) if (e > 1) "big" else NULL
out <- sapply(1:2, f)

f <- function(e) if (e > 1) "big" else NULL
out <- Filter(Negate(is.null), lapply(1:3, f))

f <- function(e) if (e > 1) "big"
out <- unlist(lapply(1:3, f))

f <- function(e) if (e > 1) "big"
out <- sapply(lapply(1:3, f), is.null)

out <- any(sapply(list(NULL, 2), is.null))

v <- list()
v[["a"]] <- "z"
v["b"] <- list(NULL)
out <- v

v <- list("a", "b", "c")
v[2] <- list(NULL)
out <- sapply(v, is.null)

v <- list("a", "b", "c")
v[[2]] <- NULL
out <- v

v <- vector("list", 3)
out <- length(v)

v <- vector("list", 3)
v[[3]] <- 5
out <- which(!sapply(v, is.null))

v <- vector("list", 3)
for (i in 1:3) if (i != 2) v[[i]] <- letters[i]
out <- v[lengths(v) > 0]

v <- vector("list", 3)
for (i in 1:3) if (i != 2) v[[i]] <- letters[i]
out <- unlist(v)

v <- list(NULL)
out <- length(v)

v <- list("a", NULL)
out <- is.list(v)

v <- list("a", NULL)
out <- class(v)

v <- list("a", NULL)
out <- identical(v, list("a", NULL))

v <- list("a", NULL)
out <- identical(v, list("a", NA))

out <- head(list("a", NULL, "c"), 2)

out <- append(list("a"), list(NULL))

out <- setdiff(list("a", NULL), list("a"))

out <- keep(list("a", NULL, "b"), is.character)

out <- discard(list("a", NULL, "b"), is.null)

out <- every(list("a", NULL), is.null)

out <- detect(list(NULL, "b"), is.character)

out <- list("a", NULL)[-1]

out <- Find(is.null, list("a", NULL))

out <- Position(is.null, list("a", NULL))

out <- rapply(list("a", "b"), toupper, how = "unlist")

out <- paste(list("a", "b"))

out <- sapply(split(d$s, d$g), function(v) any(is.na(v)))

out <- lapply(split(d$s, d$ok), is.na)

out <- modifyList(list(a = "1", b = "2"), list(b = NULL))

out <- setNames(list("a", NULL), c("p", "q"))

out <- is.null(list("a", NULL)$p)

out <- map_chr(list("a", NULL), function(e) if (is.null(e)) "-" else e)

out <- map_chr(list(list(n = "a"), list(m = 1)), "n", .default = NA)

out <- map(list(list(n = "a"), list(m = 1)), "n")

out <- stack(list(a = 1, b = 2))$values

v <- list(a = NULL, b = "x")
out <- length(v)

v <- list("x", NULL)
out <- if (is.null(v[[2]])) "gone" else "there"

out <- as.character(list("a", NA))

out <- mapply(is.null, list("a", NULL))

out <- switch("z", a = 1)

out <- nchar(list("a", "bcd"))

out <- sapply(list("a", NULL, 1:3), is.numeric)

out <- seq_along(list("a", NULL))

out <- rep(list(NULL), 2)

out <- rep(list("a", NULL), 2)

out <- map2_lgl(1:3, 3:1, ~ .x > .y)

out <- map(list(list(n = "a"), list(m = 1)), "n", .default = "none")

out <- tibble(k = 1:2, v = list("a", "b"))$v

out <- tibble(k = 1:2, v = list(1:2, NULL))$v

out <- factor(unlist(list("a", NA, "b")))

out <- paste(list("a", NA))

out <- sapply(d$g, as.integer)

out <- sapply(d$g, function(v) as.integer(v))

out <- sapply(d$g, function(v) paste0(v, "x"))

out <- sapply(d$g, function(v) v == "lo")

out <- sapply(d$g, as.character)

out <- sapply(d$g, function(v) v)

out <- lapply(d$g, function(v) v)

out <- vapply(d$g, as.character, "")

out <- vapply(d$g, function(v) as.numeric(v), 1)

out <- map_int(d$g, as.integer)

out <- map_chr(d$g, as.character)

out <- lapply(d$g, levels)

out <- sapply(levels(d$g), nchar)

out <- sapply(d$g, is.na)

k <- c()
for (e in d$g) k <- c(k, e)
out <- k

out <- Filter(function(v) v == "lo", d$g[c(1, 2, 4)])

out <- mapply(function(a, b) as.integer(a) + b, d$g[1:2], 1:2)

out <- sapply(d$g, is.factor)

out <- sapply(d$g[1:2], function(v) if (v == "hi") 1 else 2)

out <- sapply(unique(d$g), function(v) sum(d$g == v, na.rm = TRUE))

out <- sapply(unique(d$g), function(v) mean(d$x[which(d$g == v)], na.rm = TRUE))

out <- lapply(levels(d$g), function(v) d[which(d$g == v), "x"])

out <- sapply(d$g[1:2], function(v) switch(as.character(v), lo = 1, hi = 2))

out <- sapply(d$g[1:2], function(v) c(lo = 5, hi = 6)[v])

out <- sapply(d$g[1:2], function(v) d$x[v])

out <- unlist(lapply(unique(d$g)[1:2], function(v) nrow(d[which(d$g == v), ])))

out <- sapply(unique(d$g)[1:2], function(v) v %in% c("lo", "x"))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, starts_with("a", ignore.case = FALSE)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, starts_with(c("x", "A"))))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, last_col(1)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, last_col(offset = 2), everything()))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, matches("^x[0-9]$", ignore.case = FALSE)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, matches(c("^A", "10"))))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, !contains("X", ignore.case = FALSE)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, 1, 3, where(is.numeric) & !starts_with("x")))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, starts_with("x") | ends_with("2")))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, Ab | x2))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, one_of("Ab", "Cx")))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, Ab, !starts_with("a")))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, !Ab & !Cx))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, !(x1:x10)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, c(starts_with("x"), -x2)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, num_range("x", 1:2, width = 2)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, all_of(c(new = "Ab")), x2))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, any_of(c("x1", new = "Ab", "no"))))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(rename(wide9, all_of(c(new = "Ab", w = "x1"))))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(rename(wide9, any_of(c(new = "Ab", zz = "nope"))))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(relocate(wide9, x10:last_col(1), .after = Ab))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(summarise(wide9, across(!starts_with("x"), sum)))

wide9 <- data.frame(Ab = 1, ab2 = 2, Cx = 3, x1 = 4, x2 = 5, x10 = 6)
out <- names(select(wide9, last_col(9)))
