# Fragments with attributes, classes of data frames, combined factors, and shapes of densities; each leaves its value in out.

attr(d, "source") <- "survey"
out <- attr(d, "source")

f <- function(data, items) {
  data$total <- rowSums(data[items])
  attr(data, "items") <- items
  data
}
scored <- f(d, c("id", "i"))
out <- list(attr(scored, "items"), scored$total)

attr(l, "made") <- 3
l$new <- 2
out <- attr(l, "made")

attr(d, "a") <- 1:2
d$y <- d$i * 2
d[2, "y"] <- 0
d[["z"]] <- "k"
out <- list(attr(d, "a"), d$y)

attr(d, "gone") <- 1
attr(d, "gone") <- NULL
out <- d

attr(d, "names")[2] <- "second"
out <- names(d)

attr(d$x, "label") <- "hours"
out <- sum(d$i)

x <- 1:6
dim(x) <- c(2, 3)
out <- x

class(d) <- c("survey", class(d))
print.survey <- function(x, ...) cat("a survey of", nrow(x), "rows\n")
print(d)
out <- class(d)

class(d) <- c("survey", class(d))
summary.survey <- function(object, ...) c(n = nrow(object), mean = mean(object$i))
out <- summary(d)

make <- function(n) {
  r <- data.frame(k = seq_len(n))
  class(r) <- c("ladder", "data.frame")
  r
}
steps <- function(x, ...) UseMethod("steps")
steps.ladder <- function(x, ...) nrow(x)
steps.default <- function(x, ...) NA
out <- c(steps(make(3)), steps(4))

class(d) <- c("unused", class(d))
out <- d$i

obj <- structure(list(a = 1, b = 2), class = "pair")
total <- function(p) UseMethod("total")
total.pair <- function(p) p$a + p$b
obj$b <- 5
out <- total(obj)

out <- interaction(d$g, d$s)

out <- interaction(d$g, d$s, drop = TRUE)

out <- interaction(c("a", "b", "a"), c(2, 1, 2), c(TRUE, FALSE, TRUE), sep = "_", drop = TRUE)

out <- interaction(c("a", "b"), c("z", "y"), lex.order = TRUE)

out <- interaction(list(c("b", "a"), c("q", "r")))

out <- interaction(d[, c("s", "ok")], drop = TRUE)

out <- dnorm(c(1, 2, 4), m %*% c(1, 0, 1), 2)

out <- dnorm(m %*% c(1, 0, 1), c(1, 2, 4), 2)

out <- sum(dnorm(c(1, 2, 4), mean = m %*% c(1, 0, 1), sd = 1:3, log = TRUE))

out <- sapply(1:2, function(k) k * dnorm(c(1, 2, 4), m %*% c(1, k, 1), k))

out <- pnorm(1.5, matrix(1:4, 2))

out <- dpois(c(1, 2), exp(matrix(c(0, 1, 2, 0), 2)))

out <- round(cor.test(~ x + i, data = d)$p.value, 10)

out <- round(unname(cor.test(~ x + i, d, method = "spearman", exact = FALSE)$estimate), 10)

out <- format(as.Date(c(3, 40), origin = paste0(2020:2021, "-01-01")), "%d.%m.%Y")

start <- "2019-03-01"
out <- as.character(as.Date(c(0, 1.5), origin = start))

refit <- FALSE
if (refit) {
  fit <- cfa("f =~ x1 + x2", data = d)
  saveRDS(fit, "fit.rds")
} else {
  fit <- mean(d$i)
}
out <- fit

f <- function(v, slow = FALSE) {
  if (slow) return(cfa(v))
  v + 1
}
out <- f(2)

f <- function(v) {
  filled.contour(volcano)
  v * 2
}
out <- f(4)

total <- 0
for (k in 1:3) {
  if (k > 5) semPlot(k) else total <- total + k
}
out <- total

out <- tryCatch({
  if (nrow(d) > 100) cfa(d)
  nrow(d)
}, error = function(e) -1)

f <- function(n) { if (n > 10) warning("large"); helper(n) }
helper <- function(n) switch(as.character(n), "1" = "one", "2" = "two", cfa(n))
out <- f(2)

g <- function(x) { if (is.null(x)) sys.call() else x }
out <- sapply(1:3, g)

d <- d[!is.na(d$x), ]
sc <- scale(d[, c("x", "i")])
d$z <- sc[, "x"]
out <- d

d <- d[!is.na(d$x), ]
v <- c(a = 1, b = 2, c = 3, d = 4, e = 5)
d$k <- nchar(c(p = "one", q = "three", r = "a", s = "bb", t = "c"))
d$up <- toupper(c(p = "x", q = "y", r = "z", s = "u", t = "v"))
d$na <- is.na(v)
out <- d

out <- round(cor(d$id, d$i, method = "kendall"), 10)

out <- round(cor(d[, c("id", "i")], method = "kendall"), 10)

v <- rep(1:5, 2); y <- as.numeric(v > 3); z <- c(0, 0, 1, 1, 1, 0, 0, 0, 1, 1)
g <- suppressWarnings(glm(y ~ v, family = binomial))
out <- signif(unname(coef(g)), 5)

v <- rep(1:5, 2); y <- as.numeric(v > 3); z <- c(0, 0, 1, 1, 1, 0, 0, 0, 1, 1)
g <- suppressWarnings(glm(z ~ v, family = binomial("probit")))
out <- signif(unname(coef(g)), 5)

f <- function(n, base = 0, late = FALSE, ...) {
  b <- if (late) 10 else 1
  data.frame(n = n, v = b + base, ...)
}
out <- do.call(rbind, Map(f, n = 1:3, late = c(TRUE, FALSE, TRUE), MoreArgs = list(base = 5)))

f <- function(a, b, k = 1) a * 100 + b * 10 + k
out <- mapply(f, b = 1:3, a = 4:6)

f <- function(a, b, k = 1) a * 100 + b * 10 + k
out <- mapply(f, 1:3, k = 4:6, MoreArgs = list(b = 9))

out <- mapply(function(x, y) x - y, y = 1:3, x = 4:6)

out <- mapply(rep, times = 1:3, x = 3:1)

out <- mapply(function(a, b) paste(a, b), a = c(p = "u", q = "v"), b = c("w", "x"))

out <- Map(function(x, n) rep(x, n), c(a = "k", b = "l"), n = 1:2)

out <- aggregate(i ~ ok, d, mean, na.action = na.omit)

out <- cut(c(1, 5, 9), c(0, 3, 6, 10), labels = c("l", "m", "h"), ordered_result = TRUE)

out <- is.ordered(cut(1:3, 2, ordered_result = TRUE))

out <- addmargins(table(d$ok, d$i > 2), 2)

out <- addmargins(prop.table(table(d$ok, d$i > 2), 1), 2)

out <- addmargins(table(d$ok))

h <- hclust(dist(d[, c("id", "i")]), method = "ward.D2")
out <- list(h$merge, round(h$height, 8), h$order, cutree(h, k = 3))

h <- hclust(dist(scale(m)), "average")
out <- list(round(h$height, 8), h$labels, cutree(h, h = 2))

out <- d |> dplyr::select(id, i) |> dist() |> hclust() |> cutree(k = 2) |> table()

x <- c(1, 2, 2, 3, 5, 8, 8.5, 9, 12, 13); y <- c(2, 3, 1, 4, 4, 9, 2, 8, 11, 30)
out <- lapply(lowess(x, y), round, 8)

x <- c(5, 1, 2, 7, 9, 4, 3, 3, 8, 6); y <- x^2 + c(1, -1, 3, 0, 0, 20, -2, 1, 0, 1)
out <- round(lowess(x, y, f = 0.5, iter = 2)$y, 8)

out <- round(lowess(c(1, 4, 2, 6, 5, 9, 8))$y, 8)

x <- seq(0, 10, length.out = 300)
out <- round(lowess(x, sin(x))$y[c(1, 50, 150, 299)], 8)

f <- function(p, k) sum((p - k)^2) + 1
r <- nlm(f, c(0, 0), k = c(2, 3))
out <- c(round(r$estimate, 3), round(r$minimum, 5))

m <- data.frame(g = c("b", "a", "b", "a", "b", "a"), x = c(1, 2, 3, 4, 5, 7), y = c(2, 1, 4, 3, 7, 9)) %>% group_by(g) %>% do(mod = lm(y ~ x, data = .))
out <- m %>% mutate(slope = round(coef(mod)[[2]], 6)) %>% select(-mod) %>% ungroup()

m <- d %>% group_by(ok) %>% do(n = nrow(.), best = max(.$i))
out <- m %>% summarise(ok, n, best, .groups = "drop")

out <- data.frame(k = c("u", "u", "v"), t = c(0, 1, 1), z = 1:3) %>% spread(t, z, sep = "_", fill = 0)

out <- data.frame(k = c("u", "u"), t = c("b", "a"), z = 1:2) %>% spread(key = t, value = z, convert = FALSE, drop = TRUE, sep = ".")

out <- capture.output(cat("a\nb\n"), cat("c"))

f <- function() capture.output(cat("x", 1, "\n"))
out <- f()

out <- d %>% filter(id < 4) %$% setNames(id * 2, as.character(ok))

out <- d %$% table(ok, i > 2)

set.seed(3)
out <- with(data.frame(a = rnorm(3), b = 1:3), sum(a * b) + a[1])

out <- with(subset(d, id > 2), tapply(i, ok, sum))

out <- withCallingHandlers({ warning("w1"); 5 }, warning = function(w) invokeRestart("muffleWarning"))

msgs <- character()
out <- withCallingHandlers({ message("hi"); warning("oh"); 10 }, message = function(m) { msgs <<- c(msgs, conditionMessage(m)); invokeRestart("muffleMessage") }, warning = function(w) { msgs <<- c(msgs, conditionMessage(w)); invokeRestart("muffleWarning") })
out <- c(out, trimws(msgs))

collect <- function(x) {
  warns <- NULL
  res <- withCallingHandlers({
    if (x > 2) warning("big: ", x)
    x * 2
  }, warning = function(w) {
    warns <<- c(warns, conditionMessage(w))
    invokeRestart("muffleWarning")
  })
  list(res = res, n = length(warns))
}
out <- list(collect(1), collect(5))

f <- function(x) { tryCatch({ a <- 1; a + x }, warning = function(w) -1) }
out <- f(2)

f <- function(x) withCallingHandlers({ y <- x; y + 1 }, warning = function(w) invokeRestart("muffleWarning"))
out <- f(2)

n <- 0
out <- tryCatch(withCallingHandlers({ warning("a"); warning("b"); "end" }, warning = function(w) { n <<- n + 1; invokeRestart("muffleWarning") }), error = function(e) "error")
out <- c(out, n)

out <- d %>% add_count(s, wt = i)

out <- d %>% add_count(ok, wt = x, name = "total", sort = TRUE)

out <- d %>% add_count(ok, sort = TRUE)

out <- d %>% add_count(s, wt = i * 2)

f <- function(df, col) { nm <- deparse(substitute(col)); mean(df[[nm]], na.rm = TRUE) }
out <- f(d, i)

f <- function(df, col, label = deparse(substitute(col))) paste(label, nrow(df))
out <- f(d, i)

f <- function(df, ...) { v <- substitute(x); nrow(df) }
out <- f(d)

out <- factor(c("a", "b", "c"), exclude = "b")

out <- factor(c("a", NA, "b"), exclude = NULL)

out <- factor(c(1, 2, 99), exclude = 99, labels = c("l", "h"))

out <- shapiro.test(c(2.1, 3.4, 1.9, 5.6, 4.4, 3.8, 2.7, 9.9))$p.value

out <- unname(shapiro.test(d$x)$statistic)

out <- p.adjust(c(.01, .02, NA, .03), "bonferroni")

out <- p.adjust(c(.01, .04, .03))

out <- p.adjust(c(.01, .04, .03, .2), method = "BH")

out <- p.adjust(c(.01, .04, .03, .2), "BY")

out <- p.adjust(c(.01, .04, .03, .2), "hochberg", n = 6)

tab <- table(d$ok, d$s, d$i > 2)
out <- dim(tab)

out <- apply(table(d$ok, d$s, d$i > 2), 3, sum)

tab <- xtabs(~ ok + s + g, d)
out <- sum(tab)

out <- table(d$ok, d$g, d$i > 2)[, , "TRUE"]

out <- apply(prop.table(table(d$ok, d$g, d$i > 2), 1), 1, sum)
