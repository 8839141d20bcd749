# Fragments with idioms of public scripts; each leaves its value in out. start_of_idiom.R precedes each of them.

dat <- data.frame(y = c(1, 4, 6), a = c(1, NA, 3))
out <- dat - dat$y

dat <- data.frame(y = c(1, 4, 6), a = c(1, NA, 3), row.names = c("p", "q", "r"))
out <- dat * c(1, 10)

dat <- data.frame(y = c(1, 4, 6), a = c(1, NA, 3))
out <- 2 / dat

dat <- data.frame(y = c(1, 4, 6), a = c(1, NA, 3))
out <- dat[, 1:2] + dat[, 2:1]

dat <- tibble(y = c(1, 4, 6), a = c(1, NA, 3))
out <- dat - c(1, 2, 3)

dat <- data.frame(y = c(1, 4, 6), k = c(TRUE, FALSE, NA))
out <- dat + 1

dat <- data.frame(y = c(1, 4, 6), s = c("a", "b", "c"))
out <- dat + 1

dat <- data.frame(y = c(1, 4), a = c(1, NA))
out <- dat > 1

dat <- data.frame(y = c(1, 4), s = c("a", "b"))
out <- dat == "a"

dat <- data.frame(y = c(1, 4), s = c("a", "b"), row.names = c("u", "v"))
out <- dat != 4

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat == dat[, 2:1]

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat >= dat$b

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- sum(dat == 1)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
dat[dat > 3] <- NA
out <- dat

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat - data.frame(z = 1:3)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- -dat

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- !dat

dat <- data.frame(y = c(TRUE, FALSE), b = c(NA, TRUE))
out <- !dat

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat > 1 & dat < 5

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- round(dat / 3, 2)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- exp(dat)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- abs(dat - 2)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat %% 2

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat / rowSums(dat)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- sweep(dat, 2, colMeans(dat))

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat - list(1, 2)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat * matrix(1:4, 2)

dat <- data.frame(y = c(1, 4), b = c(1, 5))
out <- dat^2

f <- function(a, b) a - b
out <- f(data.frame(y = c(1, 4), b = c(1, 5)), c(1, 2))

f <- function(x) ((x + 1) %% 3) - 1
out <- f(data.frame(y = c(1, 4), b = c(1, 5)))

dat <- data.frame(y = c(1L, 4L), b = c(1L, 5L))
out <- sapply(dat - 1L, class)

dat <- data.frame(g = c("a", "b"), y = c(1, 4), b = c(1, 5))
dat[, c("y", "b")] <- dat[, c("y", "b")] - dat$y
out <- dat

dat <- data.frame(g = c("a", "b"), y = c(1, 4), b = c(1, 5))
out <- dat[, 2:3] - dat[dat$g == "a", "y"]

dat <- data.frame(y = c(1, 4, 5), b = c(1, 5, 2))
out <- (dat[dat$y > 1, ] - dat$y[2:3])$b

dat <- data.frame(y = c(1, 4, 5), b = c(1, 5, 2))
out <- colMeans(dat - dat$b)

mog <- function(n, k) {
  y0 <- n * 2
  y <- y0 + k
}
out <- mog(3, .5)

f <- function(x) y <- x + 1
out <- f(2)

f <- function(d) { d$z <- 5 }
out <- f(data.frame(a = 1:2))

f <- function(x) { x[2] <- 9 }
out <- f(1:3)

f <- function(x) { names(x) <- c("a", "b") }
out <- f(1:2)

f <- function(x) { if (x > 1) y <- x else y <- 0 }
out <- f(3)

f <- function(x) { for (i in 1:3) x <- x + i }
out <- is.null(f(1))

ci <- function(est, row) est[row] * 2
out <- sapply(1:3, ci, est = c(4, 5, 6))

ci <- function(est, row) est[row] * 2
out <- ci(2, est = c(4, 5, 6))

ci <- function(a, b, k) a + 10 * b + 100 * k
out <- c(ci(1, 2, a = 3), ci(1, a = 3, 2), ci(b = 1, 2, 3), ci(k = 1, b = 2, 3))

ci <- function(a, b = 5, k = 7) a + 10 * b + 100 * k
out <- c(ci(1, k = 2), ci(2, a = 1), ci(a = 3))

f <- function(a, ...) sum(a, ...)
out <- f(1, 2, 3)

pick <- function(x, ...) x[sample.int(length(x), ...)]
set.seed(1)
out <- pick(2:5, 3, replace = TRUE)

resample <- function(x, ...) x[sample.int(length(x), ...)]
set.seed(1)
out <- c(resample(10:15), resample(7, 1))

g <- function(x, ...) round(mean(x, ...), 2)
out <- c(g(c(1, NA), na.rm = TRUE), g(1:3))

sq <- function(x, ...) seq(0, x, ...)
out <- sq(6, by = 2)

sq <- function(x, ...) seq(0, x, ...)
out <- sq(6, 2)

f <- function(x, ...) quantile(x, ...)
out <- c(f(d$x, .5), f(d$x, .1))

f <- function(n, ...) rnorm(n, ...)
set.seed(2)
out <- c(f(2, 10, .1), f(1, 3, .2))

f <- function(x, f, ...) f(x, ...)
out <- f(d$x, quantile, .5)

out <- str_replace(c("0.5", "a.b"), "\\.", "\\\\.")

out <- c(sub("0\\.", "\\.", "0.5"), gsub("(a)", "\\\\1", "a"), gsub("a", "\\\\", "a"), sub("a", "\\n", "ba"), sub("a", "\\\\n", "ba"))

out <- c(str_replace("0.5", "0\\.", "\\."), str_replace("a", "(a)", "\\\\1"), str_replace("ba", "a", "\\n"))

out <- c(str_replace("a", "a", "$1"), str_replace("a", "(a)", "$1"), sub("(a)", "$1", "a"))

out <- c(gsub("(a)(b)", "\\2-\\1\\0", "ab"), gsub("(a)", "\\1\\1", "banana"))

out <- c(gsub(".", "\\.", "a.b", fixed = TRUE), gsub("b", "\\0", "abc"))

out <- c(gsub("(a)", "\\1\\.", "ab", perl = TRUE), gsub("a", "\\_", "ab", perl = TRUE), str_replace_all("a_b", "_", "\\\\_"))

out <- str_replace_all("a_b%", c("_" = "\\\\_", "%" = "\\\\%"))

out <- gsub("\\", "/", "a\\b", fixed = TRUE)

out <- gsub("\\s+$", "", "a  ")

out <- gsub("([[:upper:]])", " \\L\\1", "aBc", perl = TRUE)

out <- c(gsub("(b)", "[\\0]", "abc", perl = TRUE), gsub("b", "\\0", "abc", perl = TRUE))

out <- c(str_replace("abc", "b", "[\\0]"), str_replace("abc", "(b)", "<\\1>"))

out <- gsub("(b)", "<\\2>", "abc")

out <- gsub("b", "x\\", "abc")

out <- str_replace("abc", "b", "x\\\\")

out <- gsub("(b)", "\\U\\1\\.x", "abc", perl = TRUE)

q <- d %>% filter(g == "b") %>% {quantile(.$x, probs = c(.5))}
out <- q

out <- d %>% pull(x) %>% {(. - mean(.)) / sd(.)}

out <- d %>% { nrow(.) * 2 }

v <- c(1, 5, 9)
out <- v %>% { sum(.) / length(.) }

out <- c(1, 4) %>% { k <- 2; . * k }

out <- d %>% { table(.$g, .$x > 0) }

out <- d %>% split(.$g) %>% { sapply(., function(p) mean(p$x)) }

out <- d %>% mutate(z = x * 2) %>% { lm(z ~ i, data = .) } %>% coef()

library(magrittr)
out <- d %>% filter(x > 0) %T>% {cat("rows:", nrow(.), "\n")} %>% nrow()

library(magrittr)
out <- c(4, 1, 2) %T>% print %>% sort()

library(magrittr)
s <- 0
out <- d$x %T>% {s <<- sum(.)} %>% mean()
out <- c(out, s)

out <- c(2, 3) %>% sum(c(10, 20) %>% sapply(function(k) k + 1), .)

out <- c(2, 3) %>% { if (length(.) > 1) .[2] else . }

out <- d %>% { data.frame(m = mean(.$x), s = sd(.$x)) }

out <- 4 %>% { function(x) x + . } %>% { .(3) }

it <- 3
out <- c(1, 2) %>% { (. + mean(.)) * it }

out <- c(1, 2) %>% {
  a <- . + 1
  b <- a * 2
  a + b
}

out <- d %>% summarise(m = mean(x)) %>% {.[["m"]]}

out <- d %>% {
  p <- .
  p$x[1]
}

out <- d %>% filter(x > 0) %>% mutate(k = rep(1:2, nrow(.) / 2))

out <- d %>% filter(x > 0) %>% mutate(across(c(x, i), ~ . * 2)) %>% summarise(n = n(), m = mean(x))

out <- d %>% filter(x > 0) %>% bind_rows(., head(., 1)) %>% nrow()

out <- d %>% filter(x > 0) %>% mutate(share = x / sum(.$x))

out <- d %>% group_by(g) %>% do(head(., 1)) %>% ungroup()

out <- d %>% filter(x > 0) %>% { .$x } %>% sum()

out <- d %>% filter(i > 1) %>% set_names(toupper(names(.)))

out <- d %>% select(x, i) %>% map_dbl(~ mean(.)) 

out <- d$x %>% sort() %>% .[2:3]

out <- c(1, 4, 9) %>% sqrt() %>% sapply(function(v) v + length(.))

out <- d %>% mutate(z = 1) %>% lm(x ~ i, data = .) %>% coef() %>% round(3)

N <- 9
h <- N / 2
out <- list(rep(1:2, h), rep(c("a", "b"), N / 3), numeric(h), length(vector("list", h)), seq(0, 1, length.out = N / 3))

N <- 1e1
x <- c(rep(-0.5, N / 2), rep(0.5, N / 2))
ok <- logical(N / 5)
out <- c(sum(x), length(numeric(N)), length(ok), length(rep(NA, N / 2)))

sim <- function(n, share = .5) {
  first <- n * share
  grp <- rep(c("a", "b"), c(first, n - first))
  slots <- numeric(first)
  length(grp) + length(slots)
}
out <- sim(10)

set.seed(2)
resample <- function(x, ...) x[sample.int(length(x), ...)]
out <- resample(2:5, 7, replace = T)

locs <- matrix(1:6, nrow = 3)
dat <- data.frame(y = c(.1, .2, .3))
dat <- bind_cols(dat, as.data.frame(locs))
names(dat) <- c("y", "t_loc", paste0("nt", 1:1, "_loc"))
out <- dat - dat$t_loc

wrap <- function(x) ((x + pi) %% (2 * pi)) - pi
dat <- data.frame(y = c(.1, 4), a = c(1, -5))
out <- wrap(dat - dat$y)

dat <- data.frame(y = c(.1, 4, 2), a = c(1, 5, 3), b = c(0, 1, 2))
err <- dat$y - dat[, 2:ncol(dat)]
err$grp <- c("u", "v", "w")
out <- gather(err, lure, y, -grp)

library(magrittr)
out <- d %>% filter(x > 0) %T>% {print(dim(.))} %>% nrow()

dezero <- function(x, dp) {
  fmt = paste0("%.", dp, "f")
  x = sprintf(fmt, x)
  x = str_replace(x, "(-|^)0\\.", "\\1\\.")
  return(x)
}
out <- dezero(c(.123, -.5, 1.25), 2)

out <- recode_factor(c("y_obs", "y_tilde"), y_tilde = "Simulated", y_obs = "Observed", .ordered = T)

set.seed(3)
mog <- function(n, theta, mu1, mu2, sig1, sig2) {
  y0 <- rlnorm(n, mean = mu1, sd = sig1)
  y1 <- rlnorm(n, mean = mu2, sd = sig2)
  flag <- rbinom(n, size = 1, prob = theta)
  y <- y0 * (1 - flag) + y1 * flag
}
out <- tibble(value = mog(n = 5, theta = .35, mu1 = 5, mu2 = 6, sig1 = .25, sig2 = .5))

set.seed(12)
out <- tibble(iter = 1:20, p = iter / 20) %>% slice_sample(n = 3) %>% expand(nesting(iter, p), x = seq(from = 0, to = 1, by = .5))

est <- matrix(c(1, 2, .5, .6, 0, 1, 2, 3), 2, dimnames = list(c("k1", "k2"), c("Estimate", "Est.Error", "Q2.5", "Q97.5")))
ci <- function(est, row) sprintf("%.2f [%.2f, %.2f]", est[row, "Estimate"], est[row, "Q2.5"], est[row, "Q97.5"])
out <- data.frame(par = rownames(est), txt = sapply(paste0("k", 1:2), ci, est = est), row.names = NULL)

out <- cbind.data.frame(mean = apply(matrix(1:6, 2), 1, mean), lower = apply(matrix(1:6, 2), 1, quantile, .025))

out <- MASS::contr.sdif(3)

dd <- d %>% mutate(g = factor(g))
contrasts(dd$g) <- MASS::contr.sdif(3)
out <- colnames(contrasts(dd$g))

out <- list(recode_factor(factor(c("a", "b", "c")), b = "B"), recode_factor(c("a", "b", "c", NA), b = "B", .default = "other", .missing = "none"), recode_factor(c("a", "b", "c"), c = "x", a = "x"))

out <- recode_factor(c(1, 2, 3), `2` = "two", `1` = "one")

out <- recode(c(1, 2, 3), `2` = "two")

out <- recode(c(1, 2, 3), `2` = 20)

out <- MASS::contr.sdif(c("u", "v", "w"))
