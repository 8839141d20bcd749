# Blocks of statements as arguments: with(d, { ... }); rows in the cells of a table.

out <- with(d, { z <- x * 2; m <- tapply(z, g, mean); m["b"] - m["a"] })

out <- with(list(a = 2, b = 3), { s <- a + b; t <- s * k; c(s, t) })

f <- function(par, y) with(as.list(par), { p <- alpha * dnorm(y, mu); q <- (1 - alpha) * dnorm(y); p / (p + q) })
out <- f(c(alpha = 0.25, mu = 1), c(0, 1, 2))

f <- function(par) { with(as.list(par), { if (a > 1) return("high"); "low" }) }
out <- c(f(c(a = 1)), f(c(a = 2)))

out <- with(mtcars, { hi <- mpg > 20; sapply(c(4, 6), function(q) sum(cyl[hi] == q)) })

s <- 10
with(d, { s <- sum(x); s })
out <- s

out <- with(d, { s <- 0; for (i in seq_along(x)) s <- s + x[i] * i; s })

out <- with(d[d$g == "b", ], { lo <- min(x); hi <- max(x); hi - lo })

out <- d %>% with({ m <- mean(x); x - m })

out <- with(d, { tab <- table(g); names(tab)[tab == max(tab)] })

mu <- 5
out <- with(list(a = 1), { mu <- mu + a; mu }) + mu

out <- with(d, { x <- x * 2; x[1] <- 0; sum(x) }) + sum(d$x)

v <- c(1, 2)
out <- with(list(a = 1), { v[2] <- a; v * k })
out <- c(out, v)

out <- with(list(a = 1, k = 2), a + k)

f <- function(y) setNames(c(mean(y), sd(y)), c("m", "s"))
n <- tibble(id = 1:2, data = list(tibble(x = c(1, 2)), tibble(x = c(2, 4, 6))))
out <- n %>% transmute(id, est = map(data, ~ as_tibble_row(f(.x$x)))) %>% unnest_wider(est)

out <- tibble(g = c("a", "b"), est = list(tibble(m = 1, s = "u"), tibble(m = 2, k = 3))) %>% unnest_wider(est)

out <- tibble(g = c("a", "b"), est = list(tibble(m = 1), tibble(m = 2))) %>% unnest_wider(est, names_sep = "_")

out <- matrix(1:4, 2, dimnames = list(NULL, c("Estimate.1", "b"))) %>% as_tibble(rownames = NA) %>% select(starts_with("Est"))

out <- as_tibble(data.frame(x = 1:2, y = c("a", "b")), rownames = NA)
