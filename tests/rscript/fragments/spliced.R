# !!! and lists of arguments; groups after united columns; covariances of pairs

out <- recode(c("a", "b", "c"), !!!to)

out <- (d |> mutate(z = recode(x, !!!to)))$z

out <- (d |> mutate(z = recode(x, !!!list(a = "u"), .default = "other")))$z

out <- (d |> mutate(z = recode(x, c = "C", !!!to)))$z

out <- levels((d |> mutate(z = recode_factor(x, !!!to)))$z)

out <- levels((d |> mutate(z = fct_recode(x, !!!c(A = "a", B = "b"))))$z)

out <- levels((d |> mutate(z = fct_relevel(x, !!!c("c", "a"))))$z)

lv <- list(one = c("a", "b"), two = "c"); out <- as.character((d |> mutate(z = fct_collapse(x, !!!lv)))$z)

lv <- list(one = c("a", "b")); out <- levels(fct_collapse(factor(d$x), rest = "c", !!!lv))

out <- names(d |> select(!!!rlang::syms(c("y", "x"))))

out <- (d |> arrange(!!!rlang::syms("g")))$x

out <- (d |> mutate(z = coalesce(!!!list(NA_character_, "q"))))$z

g <- mtcars |> group_by(cyl, gear) |> summarise(m = mean(mpg), .groups = "drop_last") |> unite(cell, cyl, gear); out <- c(g$cell, group_vars(g))

g <- mtcars |> group_by(cyl, gear) |> summarise(m = mean(mpg), .groups = "keep") |> unite(cell, gear, m, remove = FALSE); out <- group_vars(g)

g <- mtcars |> group_by(cyl, gear) |> summarise(m = mean(mpg), .groups = "keep") |> unite(cell, gear, m); out <- group_vars(g)

g <- tibble(k = c("a_1", "b_2"), v = 1:2) |> group_by(k) |> separate(k, c("l", "n")); out <- c(group_vars(g), names(g))

g <- tibble(k = c("a", "b"), v = 1:2, w = 3:4) |> group_by(k, v) |> pivot_longer(v:w); out <- c(group_vars(g), names(g))

g <- tibble(k = c("a", "b"), v = 1:2, w = 3:4) |> group_by(k, v) |> gather(name, value, v, w); out <- c(group_vars(g), names(g))

g <- tibble(k = c("a", "b"), v = c(1, 1), w = 3:4) |> group_by(k, v) |> pivot_wider(names_from = k, values_from = w); out <- c(group_vars(g), names(g))

g <- tibble(k = c("a", "b"), v = c(1, 1), w = 3:4) |> group_by(k, v) |> spread(k, w); out <- c(group_vars(g), names(g))

g <- tibble(k = c("a", "b"), v = 1:2) |> group_by(k) |> rename(kk = k); out <- group_vars(g)

out <- round(cov(airquality[, 1:4], use = "pairwise.complete.obs"), 6)

out <- round(cov(airquality$Ozone, airquality$Wind, use = "pairwise"), 6)

out <- round(cov(airquality[, 1:4], use = "complete"), 6)

ap <- function(x, f = mean, ...) f(x, ...); out <- c(ap(1:4), ap(1:4, quantile, probs = .9, names = FALSE), ap(1:3, function(v, k) sum(v + k), k = 3))

ap <- function(x, f = mean, ...) f(x, ...); out <- sapply(list(1:3, 2:9), ap, f = quantile, probs = .5, names = FALSE)

b <- function(x, f = mean, R = 3, ...) { b <- numeric(R); for (i in seq_len(R)) b[i] <- f(x + i, ...); b }; out <- c(b(1:3), b(c(1, NA), na.rm = TRUE), b(1:9, f = quantile, probs = .25))

g <- d |> group_by(g) |> gather(k, v, -x); out <- c(g$v, group_vars(g), names(g))

g <- d |> group_by(g) |> gather(k, v, y); out <- c(g$v, group_vars(g), names(g))

g <- d |> select(y, g) |> group_by(g) |> gather(k, v); out <- c(g$v, group_vars(g), names(g))
