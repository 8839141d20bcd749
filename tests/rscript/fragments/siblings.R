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
