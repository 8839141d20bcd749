# Fragments around tests, tables and calls whose arguments are in a list; each leaves its value in out.

out <- do.call(order, d[c("i", "x")])

out <- do.call(order, c(d["i"], decreasing = TRUE))

out <- do.call("order", unname(as.list(d[c("g", "x")])))

out <- do.call(paste, c(d[c("s", "id")], sep = "_"))

out <- do.call(paste0, d[c("s", "id")])

out <- do.call(paste, c(as.list(letters[1:3]), collapse = "+", sep = "-"))

out <- do.call(pmax, l)

out <- do.call(pmin, c(l, na.rm = TRUE))

out <- do.call(max, l)

out <- do.call("sum", l)

out <- do.call(range, unname(l))

out <- do.call(interaction, d[c("g", "i")])

out <- do.call(expand.grid, lapply(l, unique))

out <- do.call(expand.grid, c(l, list(z = c("u", "v"))))

out <- do.call(crossing, l)

out <- do.call(expand_grid, l)

out <- do.call(tibble, l)

out <- do.call(tibble::tibble, list(a = 1:2, b = c("x", "y")))

out <- do.call(intersect, unname(list(1:4, 3:6)))

out <- do.call(union, list(1:2, 2:3))

out <- do.call(setdiff, list(1:4, 2:3))

out <- do.call(sprintf, c("%s has %d", d[c("s", "i")]))

out <- do.call(table, d[c("g", "i")])

out <- do.call(list, l)

set.seed(1)
a <- as.list(c(n = 3, mean = 10))
out <- do.call(rnorm, a)

set.seed(1)
out <- do.call("runif", list(n = 2, min = 5, max = 6))

f <- match.fun("mean")
out <- f(c(1, 2, 6))

h <- function(v, FUN = mean) {
  FUN <- match.fun(FUN)
  FUN(v)
}
out <- c(h(1:4), h(1:4, max))

f <- get("median")
out <- f(c(5, 1, 2))

out <- format.pval(c(0.05, 0.0001, 1e-27))

out <- format.pval(c(0.1, 1e-20), eps = .001)

out <- format.pval(1e-20, digits = 2, eps = .001)

out <- format.pval(c(.1234567, NA))

out <- format.pval(0.0004, eps = .001, digits = 3)

out <- format.pval(c(.5, .0000123, 1e-5))

out <- format.pval(0)

out <- format.pval(c(a = .2, b = .03))

out <- format.pval(c(.04567, .9), digits = 3)

out <- format.pval(c(0.1, 1e-20), digits = 1)

out <- format.pval(c(.5, 1.234e-4))

out <- format.pval(c(.5, 9.9e-5))

out <- format.pval(1e-20, eps = 1e-3)

out <- format.pval(c(.0312345, 1e-20), digits = 3, eps = 1e-10)

out <- as.vector(xtabs(~ g + i, data = d))

g <- d$g
i <- d$i
out <- as.data.frame(xtabs(~ g + i))

g <- d$g
x <- d$x
out <- as.vector(xtabs(x ~ g))

out <- heat.colors(5)

out <- heat.colors(3)

out <- rainbow(4)

out <- rainbow(3, start = .7, end = .1)

out <- hsv(.5, .4, .9)

out <- hcl(c(15, 120), 100, 65)

out <- hcl(120)

out <- col2rgb(c("red", "#00FF80"))

out <- quarters(as.Date(c("2024-02-05", NA, "2024-12-01")))

P <- matrix(c(.9, .1, .3, .7), 2, byrow = TRUE)
v <- eigen(t(P))
out <- list(v$values, v$vectors[, 1] / sum(v$vectors[, 1]))

out <- Mod(eigen(matrix(c(0, 1, -1, 0), 2))$values)

out <- Box.test(d$x, lag = 2)$p.value

out <- Box.test(d$x, lag = 2, type = "Ljung-Box")[c("statistic", "parameter", "p.value", "method", "data.name")]

out <- Box.test(d$x, lag = 2, type = "Ljung", fitdf = 1)$p.value

out <- mcnemar.test(matrix(c(30, 5, 12, 40), 2))[c("statistic", "parameter", "p.value", "method")]

out <- mcnemar.test(matrix(c(30, 5, 12, 40), 2), correct = FALSE)$p.value

out <- mcnemar.test(matrix(c(10, 4, 2, 5, 9, 1, 3, 8, 6), 3))[c("statistic", "parameter", "p.value", "method")]

out <- friedman.test(matrix(c(1, 2, 1, 2, 1, 3, 3, 3, 4), 3))[c("statistic", "parameter", "p.value")]

dd <- expand.grid(b = 1:4, g = c("u", "v", "w"))
dd$y <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)
out <- friedman.test(y ~ g | b, data = dd)$p.value

out <- fligner.test(x ~ g, data = d)[c("statistic", "parameter", "p.value", "method", "data.name")]

out <- oneway.test(x ~ g, data = d)[c("statistic", "parameter", "p.value", "method", "data.name")]

out <- oneway.test(x ~ g, data = d, var.equal = TRUE)$p.value

pc <- prcomp(mtcars[, c("mpg", "hp", "wt")], scale. = TRUE)
out <- list(pc$sdev, abs(pc$rotation), pc$center, pc$scale, abs(pc$x[1:3, ]))

pc <- prcomp(as.matrix(iris[, 1:3]))
out <- list(pc$sdev, pc$scale, summary(pc)$importance)

pc <- prcomp(~ mpg + wt, data = mtcars, rank. = 1)
out <- list(pc$sdev, dim(pc$x), colnames(pc$rotation))

pc <- prcomp(iris[1:100, 1:4])
out <- abs(predict(pc, iris[101:103, 1:4]))

out <- svd(matrix(c(3, 1, 2, 4, 0, 5), 3))$d

out <- read_csv("cells.csv", col_types = cols(a = col_integer(), b = col_factor()))

out <- read_csv("cells.csv", col_types = "icDl")

out <- read_csv("cells.csv", col_types = cols(.default = col_character()))

out <- read_csv("cells.csv", col_types = cols(.default = "c", a = "d"))

out <- read_csv("cells.csv", col_types = cols_only(a = "i", b = col_factor(levels = c("z", "x"))))

out <- read_csv("cells.csv", col_types = list(a = col_number(), c = col_skip()))

out <- read_csv("cells.csv", col_types = cols())

out <- read_csv("cells.csv", col_types = "d-c?")

out <- read_csv("cells.csv", col_types = cols(b = "d", d = "i"))

out <- read_csv("cells.csv", col_types = cols(c = readr::col_date(format = "%Y-%m-%d"), d = col_logical()))

out <- read.csv(text = "a,b\n 1 , x \n2,y", strip.white = TRUE)

out <- read.csv(text = "a,b\n 1 , x \n2,y")

tab <- table(c("a", "b", "a"))
out <- as.vector(do.call(rbind, list(tab, tab)))

x <- posterior::rvar(c(1, 2, 4, 7))
y <- posterior::rvar(c(2, 2, 3, 9))
out <- c(posterior::Pr(x < y), posterior::ndraws(x - y), mean(x * 2 - y), posterior::E(x^2 > 3))

tab <- table(d$g)
out <- list(as.data.frame(tab), data.frame(tab), data.frame(p = tab), data.frame(tab, z = 1), data.frame(z = 1:3, tab))

g <- d$g
tab <- table(g)
out <- list(as.data.frame(tab), as.data.frame(prop.table(tab)), as.data.frame(rev(sort(tab))), as.data.frame(head(tab, 2)), as.data.frame(tab[tab > 1]), as.data.frame(round(tab / 3, 2)))

tab <- with(d, table(g, i))
out <- list(as.data.frame(tab), as.data.frame(prop.table(tab, 1)), as.data.frame(t(tab)), as.data.frame(addmargins(tab)), as.data.frame(margin.table(tab, 2)), as.data.frame(tab[1:2, ]))

tab <- table(d$g, d$i)
out <- as.data.frame(tab, responseName = "n", stringsAsFactors = FALSE)

tab <- table(a = d$g, d$i)
out <- as.data.frame(tab)

out <- as.data.frame(table(d[c("g", "i")]))

tab <- table(d$g, dnn = "k")
out <- as.data.frame(tab)

tab <- xtabs(~ g + i, data = d)
out <- as.data.frame(tab)

out <- d$g %>% table() %>% as.data.frame()

out <- d$g %>% table %>% prop.table() %>% as.data.frame()

out <- d %>% select(g, i) %>% table() %>% as.data.frame()

g <- d$g
i <- d$i
out <- as_tibble(table(g, i))

g <- d$g
tab <- table(g)
out <- as_tibble(tab, n = "count")

g <- d$g
i <- d$i
s <- d$s
tab <- table(g, i, s)
out <- dim(as.data.frame(tab))

tab <- table(d$g)
out <- list(names(tab)[tab == max(tab)], unname(tab["lo"]), sum(tab), length(tab), tab[["hi"]], as.vector(tab))

g <- d$g
out <- names(dimnames(table(g, d$i)))

out <- merge(as.data.frame(table(d$g)), data.frame(Var1 = "lo", z = 1))

tab <- xtabs(~ cyl + gear, data = mtcars)
out <- summary(tab)[c("n.vars", "n.cases", "statistic", "parameter", "approx.ok", "p.value")]

out <- summary(table(mtcars$cyl))$n.cases

out <- summary(table(mtcars$cyl, mtcars$gear, mtcars$am))$p.value

out <- posterior::default_convergence_measures()

v <- "x"
dr <- posterior::as_draws_df(data.frame(x = c(1, 3), y = c(2, 2)))
out <- posterior::extract_variable(dr, v)

describe <- function(x, ...) UseMethod("describe")
describe.default <- function(x, ...) class(x)[1]
describe.data.frame <- function(x, vars, ...) setdiff(vars, names(x))
out <- list(describe("u"), describe(d, vars = c("x", "zz")))

x <- 1
y.z <- 2
rm(x)
out <- c(exists("x"), exists("y.z"))

y.z <- 2
w <- 3
save(y.z, w, file = "two.RData")
rm(y.z, w)
before <- exists("y.z")
load("two.RData")
out <- c(before, exists("y.z"), y.z, w)

set.seed(4)
g <- gl(2, 3, labels = c("easy", "hard"))
out <- list(sample(g), sample(d$g, 2), sample(factor(c("z", "b"), levels = c("z", "b")), 4, replace = TRUE))

set.seed(5)
out <- list(sample(c(a = 1, b = 2, c = 3)), sample(list(1, "b", c(2, 3)), 2), sample(d$s), sample(as.Date("2024-01-01") + 0:3, 2), sample(c(TRUE, NA, FALSE)))

set.seed(6)
out <- d %>% mutate(g2 = sample(g), x2 = sample(x), s2 = sample(s))

set.seed(7)
out <- data.frame(g = sample(gl(2, 2, labels = c("z", "a"))), x = sample(4))

set.seed(8)
out <- list(sample(letters[1:4]), sample(10:13, 2), sample(c(2.5, 3), 5, TRUE), sample(5), sample(c("u", "v"), 3, TRUE, c(.9, .1)))

set.seed(1, sample.kind = "Rounding")
out <- list(sample(10), sample(100, 3), sample(letters, 4, replace = TRUE), runif(1))
RNGkind(sample.kind = "Rejection")

suppressWarnings(set.seed(2, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rounding"))
a <- sample(5)
set.seed(2)
out <- list(a, sample(5))
RNGkind(sample.kind = "Rejection")

suppressWarnings(RNGkind(sample.kind = "Rounding"))
set.seed(3)
a <- sample(1:20, 5)
RNGkind(sample.kind = "Rejection")
set.seed(3)
out <- list(a, sample(1:20, 5))

suppressWarnings(RNGversion("3.5.3"))
set.seed(4)
out <- list(sample(8), sample(300, 5, replace = TRUE, prob = 1:300), sample(3, 2, prob = c(.5, .3, .2)))
RNGkind(sample.kind = "Rejection")

set.seed(4)
out <- list(sample(8), sample(300, 5, replace = TRUE, prob = 1:300))
RNGkind(sample.kind = "Rejection")

out <- names(dimnames(table(a = d$g)))

out <- str_split_1("a-b-c", "-")

out <- list(glue::glue_collapse(c("a", "b", "c"), sep = ", ", last = " and "), glue::glue_collapse(c("a", "b")), str_flatten_comma(c("u", "v")), str_unique(c("a", "b", "a")), str_equal(c("a", "b"), "a"))

out <- c(is.vector(1:3), is.vector(matrix(1:4, 2)), is.vector(list(1)), is.vector(factor("a")), is.vector(c(a = 1)), is.vector(d), is.vector(table(d$g)), is.vector("a"), is.vector(NULL), is.vector(mean))

out <- c(is.atomic(1:3), is.atomic(matrix(1:4, 2)), is.atomic(list(1)), is.atomic(factor("a")), is.atomic(d), is.atomic("a"), is.atomic(mean))

out <- as.data.frame.matrix(table(d$g, d$i))

out <- list(scales::label_percent()(c(.1, .25)), scales::label_percent(accuracy = .1)(.1234), scales::label_comma()(12345), scales::label_number(accuracy = .01)(c(1.234, 2)))

fmt <- scales::percent_format(accuracy = 1)
out <- fmt(c(.5, .257))

out <- list(readr::parse_double(c("1.5", "2")), readr::parse_integer("3"))

out <- c(stats:::sd(c(1, 2, 4)), stats:::median(1:4))

out <- enc2utf8("a")

out <- as.data.frame(unclass(table(d$g, d$i)))
