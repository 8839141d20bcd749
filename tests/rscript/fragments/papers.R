# Idioms of public analysis scripts: simulated data, ages, nested tables, reports

set.seed(3)
draw <- function(n) rnorm(n)
out <- list(ifelse(c(TRUE, TRUE), draw(2), runif(2)), rnorm(1))

set.seed(3)
out <- c(ifelse(FALSE, rnorm(1), 0), sapply(1:3, function(i) ifelse(i > 1, rnorm(1), runif(1))), runif(1))

set.seed(4)
out <- c(ifelse(rbinom(4, 1, 1) == 1, rexp(4), rgamma(4, 2)), ifelse(NA, rnorm(1), runif(1)), runif(1))

out <- c(ifelse(1 > 0, 3, stop("no")), ifelse(c(TRUE, FALSE), 1, 2))

set.seed(5)
out <- data.frame(g = c("a", "b")) %>% group_by(g) %>% summarise(n = rnorm(1), m = runif(1), k = n + m)

set.seed(6)
accept <- function(n, mu, kappa) {
  cand <- runif(n)
  cand[runif(n) < exp(kappa * (cos(cand - mu) - 1))]
}
out <- data.frame(g = c("a", "b"), kappa = c(1, 2)) %>% group_by(g) %>%
  summarise(n = length(accept(10, 0, kappa)), m = sum(rnorm(3) * (kappa + 1)))

out <- time_length(interval(born, seen), "years")

out <- c(interval(born, seen) / years(1), (born %--% seen) %/% years(1), interval(born, seen) / months(1))

out <- list(time_length(interval(seen, born), "years"), trunc(time_length(born %--% seen, "year")),
            time_length(interval(ymd("2000-03-31"), ymd("2000-02-10")), "months"))

out <- c(int_length(interval(born, seen)), as.duration(interval(born, seen)) / dyears(1))

out <- time_length(difftime(seen, born, units = "weeks"), "days")

out <- seen %within% interval(born, ymd(c("2020-01-01", "2018-01-01", "2019-03-01")))

out <- list(months(seen, abbreviate = TRUE), weekdays(born, abbreviate = TRUE), weekdays(seen))

out <- dat %>% group_by(id) %>% nest() %>% mutate(k = n(), mm = mean(id), rows = map_int(data, nrow)) %>%
  select(-data) %>% group_vars()

out <- dat %>% group_by(id) %>% nest() %>% mutate(k = n(), rows = map_int(data, nrow)) %>% select(-data)

out <- dat %>% group_by(id) %>% nest() %>% unnest(data) %>% summarise(n = n(), m = mean(x))

out <- dat %>% nest(data = x) %>% mutate(b = map_dbl(data, ~ mean(.x$x))) %>% unnest(data) %>% names()

loss <- function(par, x) sum((x - par[1])^2)
out <- dat %>% nest(data = x) %>% mutate(best = map_dbl(data, ~ optimize(loss, c(0, 9), x = .x$x)$minimum)) %>%
  pull(best) %>% round(3)

out <- tibble(id = 1:2, a = 1:2, b = c(1.5, 2), d = c("u", "v")) %>%
  pivot_longer(-id, values_transform = as.character)

out <- tibble(id = 1:2, a_1 = 1:2, b_1 = c("u", "v")) %>%
  pivot_longer(-id, names_to = c(".value", "k"), names_sep = "_", values_transform = list(a = ~ .x * 10))

out <- c(Hmisc::wtd.mean(c(1, 2, NA), c(.5, 2, 1)), Hmisc::wtd.var(dat$x, 1:8), Hmisc::wtd.var(dat$x),
         Hmisc::wtd.var(c(1, 2, 5, NA), c(.5, 2, 1, 1), normwt = TRUE), Hmisc::wtd.var(dat$x, 1:8, method = "ML"))

cells <- with(dat, tapply(x, list(id = id, big = x > 3), mean))
out <- as.data.frame(as.table(cells), responseName = "mean")

out <- as.data.frame(as.table(matrix(1:4, 2, dimnames = list(NULL, c("x", "y")))))

out <- as.data.frame(as.table(c(a = 1, b = 2)))

f <- tempfile(fileext = ".csv")
write.csv(dat, f, row.names = FALSE)
out <- list(nrow(read.csv(f)), file.exists(file.path(tempdir(), "none.csv")))

d <- data.frame(id = c("u", "v", "u"), z = c(TRUE, FALSE, TRUE))
eff <- setNames(c(1, 2, 3), c("u", "v", "w"))
d$y <- 250 + eff[as.character(d$id)] + 60 * (d$z == "TRUE")
out <- d

d <- data.frame(id = c("u", "v", "w"))
eff <- setNames(c(1, 2, 3), c("u", "v", "w"))
set.seed(1)
d$y <- eff[d$id] + rnorm(nrow(d))
d$z <- 2 * d$y + c(1, 2, 3) * eff
out <- d

out <- list(combn(c("a", "b", "c"), 2, simplify = FALSE), combn(4, 2, sum, simplify = FALSE))

out <- c(approx(density(c(1, 2, 3, 7)), xout = 2.5)$y, approx(c(5, 7, 9), xout = 1.5)$y, approxfun(density(c(1, 2, 3, 7)))(2))

told <- function(x, ..., name = deparse(substitute(x))) paste(name, sum(x))
out <- c(told(dat$x), told(dat$x, name = "x"), told(1:3 * 2))

d <- data.frame(g = factor(c("a", "b")))
before <- is.null(attr(d$g, "contrasts"))
contrasts(d$g) <- c(-.5, .5)
out <- list(before, attr(d$g, "contrasts")[, 1])

d <- data.frame(a = 1:3, b = c(2, 2, 9), c = c(2, 5, 9))
out <- list(pmap_dbl(d, function(...) sum(...)), pmap_int(d, ~ max(rle(c(...))$lengths)),
            pmap_chr(d, ~ paste(..., sep = "-")), pmap_dbl(d, ~ ..1 + max(...)))

d <- data.frame(x = c(1, 4), y = c(2, 8), label = c("u", "v"))
area <- function(x, y, ...) x * y
out <- pmap_dbl(d, area)

out <- dat %>% as.matrix() %>% cov() %>% (function(S) sum(diag(S)))

out <- sapply(c("mean", "sd", "median"), function(f) tapply(dat$x, dat$id, match.fun(f)))

spread_of <- function(x) max(x) - min(x)
out <- sapply(c("spread_of", "max"), function(g) do.call(g, list(dat$x)))

agg <- function(x, fun = "mean", ...) match.fun(fun)(x, ...)
out <- c(agg(c(1, 2, 6)), agg(c(1, NA, 6), "median", na.rm = TRUE), agg(c(1, 5), sd))

by_id <- function(x, f = "mean", ...) tapply(x, dat$id, f, ...)
out <- list(by_id(dat$x), by_id(dat$x, sd), by_id(c(NA, dat$x[-1]), max, na.rm = TRUE))

out <- reshape2::melt(tapply(dat$x, list(id = dat$id, big = dat$x > 3), mean))

d <- data.frame(g = factor(c("a", "c", "a"), levels = c("a", "b", "c")), h = c(1, 2, 1), x = c(1, 5, 3))
out <- d %>% group_by(g, .drop = FALSE) %>% summarise(n = n(), m = mean(x), s = sum(x))

d <- data.frame(g = factor(c("a", "c", NA), levels = c("a", "b", "c")), h = c(1, 2, 1))
out <- d %>% group_by(h, g, .drop = FALSE) %>% summarise(n = n(), .groups = "drop")

d <- data.frame(g = c("a", "b"), x = c(1, 5))
out <- as.character(d %>% filter(x > 1) %>% glue::glue_data("{toupper(g)}: {x / 2}"))

d <- data.frame(k = rep(1:2, each = 2), v = 0)
for (i in 1:2) d$v[d$k == i] <- i
rownames(d) <- NULL
first <- d[!duplicated(d$k), ]
last <- merge(d, data.frame(k = 1:2, w = 3:4))
last <- last[!duplicated(last$k, fromLast = TRUE), ]
out <- identical(first$k, last$k)

n <- c(cl = 6, field = 5)
out <- list(paste0("s", seq_len(n["cl"])), seq(0, 1, length.out = n["field"]), rep("a", n["field"]))

tr <- data.frame(g = factor(c("a", "b", "a")), x = 1:3)
out <- tr %>% group_by(g) %>% mutate(n = nrow(tr[tr$g == cur_group()$g, ]), k = cur_group()$g) %>% ungroup()

out <- readr::parse_number(c("10 mg", "Placebo", "", "NA"), na = c("", "Placebo", "NA"))

set.seed(2)
out <- data.frame(g = c("a", "b"), kappa = c(1, 2)) %>% group_by(g) %>% mutate(m = sum(kappa * rnorm(3))) %>% ungroup()

out <- dat %>% group_by(id) %>% mutate(s = rowSums(across(where(is.numeric)))) %>% pull(s)

d <- tibble(g = c("a", "a", "b"), h = c(.8, .7, .9), f = c(.2, .3, .1))
out <- d %>% group_by(g) %>% summarise(H = mean(h), F = mean(f)) %>% mutate(A = H - F, B = pnorm(qnorm(H) - qnorm(F)))

d <- tibble(id = c(1, 1, 2, 2), sex = c("F", "M", "F", "M"), y = c(4, 6, 1, 9))
out <- d %>% pivot_wider(names_from = sex, values_from = y) %>% mutate(diff = M - F, both = mean(F, na.rm = T))

d <- data.frame(F = 1:3, T = 3:1, pi = c(.1, .2, .3))
out <- list(with(d, F + T * pi), d %>% filter(F > 1) %>% nrow(), mean(c(1, NA), na.rm = T))

stopifnot(exprs = {
  nrow(dat) == 8
  all(dat$x > 0)
})
out <- tryCatch(stopifnot(exprs = { nrow(dat) == 8; all(dat$x > 3) }), error = function(e) "not all")

out <- list(quarter(ymd(c("2019-08-05", "2020-01-01")), with_year = TRUE), quarter(ymd("2019-12-01")))
