# calls of functions with methods, whose first argument is an expression; names from numbers; jitter

out <- format(v[2], nsmall = 2)

out <- c(format(m, digits = 1), format(list(m)[[1]], digits = 3))

f <- function(j) sprintf("normal(%s)", format(v[j], digits = 3)); out <- sapply(1:2, f)

x <- 5; out <- c(format(v[1] + x, digits = x), x)

d <- tibble(p = c(.1, .5, .1, .5), g = c("a", "a", "b", "b"), v = 1:4); out <- names(pivot_wider(d, names_from = p, values_from = v, names_glue = "q{p * 100}"))

d <- tibble(p = c(1L, 2L), g = c("a", "a"), v = 1:2, w = 3:4); out <- names(pivot_wider(d, names_from = p, values_from = c(v, w), names_glue = "{.value}_{p + 1}"))

d <- tibble(p = factor(c("x", "y")), g = c("a", "a"), v = 1:2); out <- names(pivot_wider(d, names_from = p, values_from = v, names_glue = "{toupper(p)}.z"))

set.seed(1); out <- jitter(c(1, 2, 4, 9))

set.seed(2); out <- jitter(c(5, 5, 5))

set.seed(3); out <- c(jitter(c(.123, .456, 10), factor = 2), jitter(1:3, amount = .1), jitter(1:3, amount = 0), jitter(0))

out <- c(stringr::str_pad(c("7", "77", "777"), 4, "both", "*"), stringr::str_pad(c("a", "ab"), c(5, 3), "both"))

out <- c(match(c("q", "a", "?"), letters, nomatch = 0), match(c(2, 9), 1:3, 0L), match("z", "a"))

d <- data.frame(k = c("u", "v", "w")); l <- c(v = 1, u = 2); out <- c(d$k[match(d$k, names(l), nomatch = 0) > 0], letters[match(c("b", "!"), letters, nomatch = 0)])
