# operators and replacement functions that are called by their names; further arguments of calls

out <- 9 %>% `/`(3)

out <- c(`+`(1, 2), `-`(4), `:`(2, 3))

out <- c(a = 1, b = 5) %>% `[`(2)

out <- list(u = 1, v = "x") %>% `[[`("v")

out <- 1:2 %>% `names<-`(c("a", "b"))

out <- mtcars %>% `[`(1:2, c("mpg", "cyl")) %>% `colnames<-`(c("x", "y"))

out <- mtcars %>% `$`(mpg) %>% `[`(c(TRUE, FALSE)) %>% `>`(20) %>% sum()

out <- c(1, NA, 3) %>% is.na() %>% `!`()

out <- `levels<-`(factor(c("a", "b", "a")), c("x", "y"))

out <- 1:3 %>% `*`(2L) %>% `%%`(4L)

out <- mtcars %>% head(3) %>% set_rownames(NULL) %>% extract2("mpg")

out <- 3 %>% add(2) %>% multiply_by(2) %>% raise_to_power(2) %>% subtract(1)

out <- "a" %>% is_in(letters) %>% and(TRUE)

out <- 1:6 %>% `dim<-`(c(2, 3))

out <- list(3, 4) %>% magrittr::extract2(2)

out <- `[<-`(c(1, 2, 3), 2, 9)

x <- c(5, 6); y <- `[<-`(x, 1, 0); out <- c(x, y)

out <- `if`(length(letters) > 3, "many", "few")

f <- function(...) data.frame(...); out <- f(b = 1:2, a = c("u", "v"))

f <- function(z, ...) c(z = z, ...); out <- f(1, y = 2, b = 3)

f <- function(z, ...) names(list(z = z, ...)); out <- f(1, y = 2, b = 3)

f <- function(x, ...) mean(x, ...); out <- c(f(1:3), f(c(1, NA), na.rm = TRUE), f(c(1, NA)))

f <- function(x, ...) round(quantile(x, ...), 1); out <- c(f(1:9), f(1:9, probs = .3), f(1:9, c(.1, .9)), f(1:9, .2, type = 6))

f <- function(fmt, ...) sprintf(fmt, ...); out <- c(f("none"), f("%d", 3L), f("%s-%s", "a", "b"))

f <- function(x, ...) sapply(x, function(z) quantile(z, ..., names = FALSE)); out <- f(list(1:4, 2:9), probs = .5) + f(list(1:4, 2:9), .5, type = 1)

f <- function(x, probs = .5, ...) unname(quantile(x, probs, ...)); out <- c(f(1:4), f(1:4, type = 1), f(1:4, .2, type = 1))

f <- function(x, ...) seq(1, x, ...); out <- c(f(5), f(5, by = 2), f(5, length.out = 3))

f <- function(x, ...) { lo <- min(x, ...); r <- range(x, ...); c(lo, r) }; out <- c(f(3:1), f(c(2, NA, 7), na.rm = TRUE))

f <- function(x, ...) paste(x, format(2.5, ...)); out <- c(f("a"), f("b", nsmall = 2))

avg <- function(x, ...) UseMethod("avg"); avg.default <- function(x, ...) mean(x, ...); avg.data.frame <- function(x, y = "a", ...) avg(x[[y]], ...); out <- c(avg(c(1, NA)), avg(c(1, NA), na.rm = TRUE), avg(data.frame(b = c(2, NA, 3)), y = "b", na.rm = TRUE))

f <- function(x, ...) var(x, ...); g <- function(d, ...) f(d$mpg, ...); out <- c(f(1:3), g(mtcars))

f <- function(d, ...) d[order(d$x, ...), ]; d <- data.frame(x = c(2, 1, 3)); out <- c(f(d), f(d, decreasing = TRUE))

pl <- list(a = c(prior(normal(0, 1), class = b), prior(normal(0, 2), class = Intercept)), b = prior(normal(1, 1), class = b)); out <- c(nrow(pl$a), length(pl$a), nrow(pl$a + pl$b))

p <- prior(normal(0, 1), class = b); m <- if (nrow(p) < 3) c(p, prior(normal(0, 9), class = sigma)) else p; out <- c(nrow(m), m$class)

l <- list(); l$b <- c(prior(normal(0, 1), class = b), prior(normal(0, 9), class = sigma)); l[["k"]] <- c(l$b, prior(normal(0, 3), class = Intercept)); out <- c(nrow(l$b), nrow(l$k), l$k$prior)

f <- function(d, ...) { write.csv(d, "a.csv", ...); names(read.csv("a.csv")) }; d <- data.frame(x = 1:2); out <- c(f(d), f(d, row.names = FALSE))

f <- function(d, ...) { write.csv(d, "b.csv", ...); names(read.csv("b.csv")) }; d <- data.frame(x = 1:2); out <- f(d, row.names = FALSE)
