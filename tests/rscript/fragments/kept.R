# Values that are stored in files of R and read again, and lists with a class that are changed.

contrasts(d$f) <- c(-0.5, 0.5)
saveRDS(d, "k.rds")
e <- readRDS("k.rds")
out <- contrasts(e$f)

contrasts(d$f) <- contr.sum(2)
save(d, file = "k.RData")
rm(d)
load("k.RData")
out <- model.matrix(~ f, d)

d$o <- factor(d$g, ordered = TRUE)
contrasts(d$o) <- "contr.treatment"
saveRDS(d, "k.rds")
out <- colnames(model.matrix(~ o, readRDS("k.rds")))

contrasts(d$f) <- c(-0.5, 0.5)
l <- list(data = d, n = 4)
saveRDS(l, "k.rds")
l2 <- readRDS("k.rds")
out <- contrasts(l2$data$f)

saveRDS(d[d$g == "b", ], "k.rds")
e <- readRDS("k.rds")
out <- rownames(e)

saveRDS(d[order(-d$x), ], "k.rds")
out <- readRDS("k.rds")["4", "x"]

saveRDS(subset(d, x > 1), "k.rds")
out <- row.names(readRDS("k.rds"))

saveRDS(as_tibble(d), "k.rds")
e <- readRDS("k.rds")
out <- dim(e[, "x"])

saveRDS(as_tibble(d), "k.rds")
e <- readRDS("k.rds")
out <- class(e)

saveRDS(as_tibble(d), "k.rds")
out <- is_tibble(readRDS("k.rds"))

saveRDS(group_by(d, g), "k.rds")
out <- readRDS("k.rds") %>% summarise(m = mean(i, na.rm = TRUE))

saveRDS(group_by(d, g), "k.rds")
out <- group_vars(readRDS("k.rds"))

d$z <- scale(d$i)
saveRDS(d, "k.rds")
e <- readRDS("k.rds")
out <- attr(e$z, "scaled:center")

d$z <- scale(d$i)[, 1]
saveRDS(d, "k.rds")
out <- readRDS("k.rds")$z

m <- matrix(1:6, 2)
saveRDS(m, "k.rds")
out <- dim(readRDS("k.rds"))

m <- matrix(1:6, 2, dimnames = list(c("a", "b"), c("x", "y", "z")))
saveRDS(m, "k.rds")
w <- readRDS("k.rds")
out <- w["a", ]

m <- matrix(1:6, 2, dimnames = list(NULL, c("x", "y", "z")))
saveRDS(m, "k.rds")
w <- readRDS("k.rds")
out <- colnames(w)

m <- matrix(1:6, 2, dimnames = list(NULL, c("x", "y", "z")))
saveRDS(m, "k.rds")
w <- readRDS("k.rds")
out <- length(w)

m <- matrix(1:6, 2, dimnames = list(c("a", "b"), c("x", "y", "z")))
saveRDS(m, "k.rds")
out <- is.matrix(readRDS("k.rds"))

a <- array(1:24, c(2, 3, 4), dimnames = list(c("a", "b"), NULL, letters[1:4]))
saveRDS(a, "k.rds")
w <- readRDS("k.rds")
out <- w["b", 2, "c"]

a <- array(1:24, c(2, 3, 4))
saveRDS(a, "k.rds")
out <- apply(readRDS("k.rds"), 3, sum)

v <- c(a = 1, b = 2.5)
saveRDS(v, "k.rds")
w <- readRDS("k.rds")
out <- w["b"]

v <- c(a = 1L, b = NA)
saveRDS(v, "k.rds")
out <- is.na(readRDS("k.rds"))

saveRDS(c("x", NA, "z"), "k.rds")
out <- readRDS("k.rds")

saveRDS(c(TRUE, NA), "k.rds")
out <- sum(readRDS("k.rds"), na.rm = TRUE)

saveRDS(factor(c("u", NA, "v"), levels = c("v", "u", "w")), "k.rds")
w <- readRDS("k.rds")
out <- as.integer(w)

saveRDS(factor(c("u", NA, "v"), levels = c("v", "u", "w")), "k.rds")
out <- table(readRDS("k.rds"))

saveRDS(d$day, "k.rds")
out <- format(readRDS("k.rds") + 1, "%d.%m.%Y")

saveRDS(d, "k.rds")
out <- sapply(readRDS("k.rds"), class)

saveRDS(d, "k.rds")
out <- readRDS("k.rds")$day[2] - as.Date("2024-01-01")

saveRDS(d, "k.rds")
out <- as.numeric(diff(readRDS("k.rds")$day))

saveRDS(table(d$g), "k.rds")
w <- readRDS("k.rds")
out <- w["b"]

saveRDS(table(d$g), "k.rds")
w <- readRDS("k.rds")
out <- names(w)[w == max(w)]

saveRDS(table(d$g, d$f), "k.rds")
w <- readRDS("k.rds")
out <- w["b", "hi"]

saveRDS(prop.table(table(d$g)), "k.rds")
out <- round(readRDS("k.rds"), 2)

t2 <- table(d$g)
saveRDS(t2, "k.rds")
out <- as.data.frame(readRDS("k.rds"))

saveRDS(list(a = 1:3, b = list(c = "x", d = NULL)), "k.rds")
out <- length(readRDS("k.rds")$b)

saveRDS(list(1, "a", TRUE), "k.rds")
out <- readRDS("k.rds")[[2]]

l <- list(1, b = "x")
saveRDS(l, "k.rds")
out <- names(readRDS("k.rds"))

l <- list(a = 1, a = 2)
saveRDS(l, "k.rds")
out <- unlist(readRDS("k.rds"))

saveRDS(NULL, "k.rds")
out <- is.null(readRDS("k.rds"))

saveRDS(character(0), "k.rds")
out <- length(readRDS("k.rds"))

saveRDS(list(), "k.rds")
w <- readRDS("k.rds")
w$a <- 3
out <- w

saveRDS(5L, "k.rds")
out <- readRDS("k.rds") / 2L

saveRDS(5L, "k.rds")
out <- is.integer(readRDS("k.rds"))

saveRDS(1e10, "k.rds")
out <- readRDS("k.rds") + 1

saveRDS("only", "k.rds")
out <- nchar(readRDS("k.rds"))

saveRDS(TRUE, "k.rds")
out <- if (readRDS("k.rds")) "yes" else "no"

saveRDS(quantile(c(1, 5, 9), c(.1, .9)), "k.rds")
out <- readRDS("k.rds")["90%"]

saveRDS(d[0, ], "k.rds")
out <- dim(readRDS("k.rds"))

saveRDS(data.frame(), "k.rds")
out <- nrow(readRDS("k.rds"))

rownames(d) <- paste0("r", 1:4)
saveRDS(d, "k.rds")
out <- readRDS("k.rds")["r3", "g"]

d$l <- list(1:2, "a", NULL, 3)
saveRDS(d, "k.rds")
out <- length(readRDS("k.rds")$l[[1]])

saveRDS(tibble(g = 1:2, data = list(d[1:2, ], d[3:4, ])), "k.rds")
out <- readRDS("k.rds")$data[[2]]$g

saveRDS(mtcars, "k.rds")
out <- rownames(readRDS("k.rds"))[1:2]

saveRDS(mtcars, "k.rds")
out <- readRDS("k.rds")["Fiat 128", "mpg"]

saveRDS(iris, "k.rds")
out <- tapply(readRDS("k.rds")$Sepal.Length, readRDS("k.rds")$Species, mean)

attr(d, "source") <- "lab"
saveRDS(d, "k.rds")
out <- attr(readRDS("k.rds"), "source")

comment(d) <- "a note"
saveRDS(d, "k.rds")
out <- comment(readRDS("k.rds"))

class(d) <- c("mine", "data.frame")
saveRDS(d, "k.rds")
out <- inherits(readRDS("k.rds"), "mine")

x <- c(NaN, NA, 1, Inf, -Inf)
saveRDS(x, "k.rds")
out <- readRDS("k.rds")

dump("d", "k.R")
source("k.R")
out <- d$f

a <- 1; b <- "x"
save(a, b, file = "k.RData")
rm(a, b)
nm <- load("k.RData")
out <- nm

a <- 1
save(a, file = "k.RData")
a <- 2
load("k.RData")
out <- a

e1 <- new.env()
a <- 7
save(a, file = "k.RData")
load("k.RData", envir = e1)
out <- e1$a

ts1 <- as.POSIXct("2024-03-01 10:30:00", tz = "UTC") + c(0, 3600)
saveRDS(ts1, "k.rds")
out <- format(readRDS("k.rds"), "%H:%M")

saveRDS(difftime(as.Date("2024-03-01"), as.Date("2024-02-01")), "k.rds")
out <- units(readRDS("k.rds"))

fit <- lm(mpg ~ wt, mtcars)
saveRDS(fit, "k.rds")
out <- coef(readRDS("k.rds"))

saveRDS(coef(lm(mpg ~ wt, mtcars)), "k.rds")
out <- readRDS("k.rds")[["wt"]]

saveRDS(summary(lm(mpg ~ wt, mtcars))$coefficients, "k.rds")
out <- readRDS("k.rds")["wt", "Estimate"]

saveRDS(split(d, d$g), "k.rds")
out <- sapply(readRDS("k.rds"), nrow)

saveRDS(y ~ x + g, "k.rds")
out <- all.vars(readRDS("k.rds"))

f1 <- function(x) x + 1
saveRDS(f1, "k.rds")
g1 <- readRDS("k.rds")
out <- g1(2)

saveRDS(complex(real = 1, imaginary = 2), "k.rds")
out <- Mod(readRDS("k.rds"))

saveRDS(cor(mtcars[, 1:3]), "k.rds")
out <- round(readRDS("k.rds")["mpg", "disp"], 3)

saveRDS(aggregate(i ~ g, d, sum), "k.rds")
out <- readRDS("k.rds")

saveRDS(tapply(d$i, d$g, sum), "k.rds")
out <- readRDS("k.rds")["b"]

saveRDS(lapply(1:2, function(k) k^2), "k.rds")
out <- sum(unlist(readRDS("k.rds")))

saveRDS(sapply(c(a = 1, b = 2), function(k) c(k, k^2)), "k.rds")
out <- readRDS("k.rds")[, "b"]

saveRDS(interaction(d$g, d$f), "k.rds")
out <- nlevels(readRDS("k.rds"))

saveRDS(cut(1:5, c(0, 2, 5)), "k.rds")
out <- levels(readRDS("k.rds"))

saveRDS(d, "k.rds", compress = "xz")
out <- nrow(readRDS("k.rds"))

con <- gzfile("k.rds")
saveRDS(d, con)
close(con)
out <- nrow(readRDS("k.rds"))

saveRDS(d, file = "k.rds")
d$x <- NULL
d <- readRDS("k.rds")
out <- names(d)

saveRDS(xtabs(~ g + f, d), "k.rds")
out <- rowSums(readRDS("k.rds"))

saveRDS(seq(0, 1, 0.25), "k.rds")
out <- readRDS("k.rds")[3]

saveRDS(1:3, "k.rds")
out <- readRDS("k.rds") * 2L

saveRDS(density(c(1, 2, 4))$bw, "k.rds")
out <- readRDS("k.rds")

saveRDS(t.test(mtcars$mpg)$conf.int, "k.rds")
out <- readRDS("k.rds")[2]

readr::write_rds(d, "k.rds")
out <- readr::read_rds("k.rds")$f

y <- structure(list(a = 1, b = "u"), class = "k")
y[["b"]] <- 2
y[["z"]] <- 1:3
out <- class(y)

y <- structure(list(a = 1, b = "u"), class = "k")
y["c"] <- list(3)
out <- class(y)

y <- structure(list(a = 1, b = "u"), class = "k")
names(y)[1] <- "first"
y[["b"]] <- NULL
out <- list(class(y), names(y))

y <- structure(list(a = 1, b = "u"), class = c("k", "m"))
y <- modifyList(y, list(a = NULL, d = 2))
out <- class(y)

y <- structure(list(a = 1, b = 2), class = "k")
attr(y, "n") <- 4
y[c("a", "b")] <- list(5, 6)
out <- attr(y, "n")

y <- structure(list(a = 1, b = 2), class = "k")
out <- class(y[1])

y <- structure(list(a = 1, b = 2), class = "k")
out <- class(c(y, list(d = 1)))

y <- structure(list(d = 1:3), class = "k")
y$d[2] <- 9L
y[["d"]][3] <- 7L
out <- list(class(y), y$d)

saveRDS(integrate(dnorm, -1, 1), "k.rds")
w <- readRDS("k.rds")
out <- list(round(w$value, 6), class(w))

saveRDS(kmeans(c(1, 1.2, 5, 5.3), c(1, 5)), "k.rds")
out <- readRDS("k.rds")$size

d$z.x <- c(5, 6, 7, 8)
d$z.1 <- 1:4
d$z <- scale(d$i)
saveRDS(d, "k.rds")
e <- readRDS("k.rds")
out <- list(names(e), e$z.x, e$z.1, attr(e$z, "scaled:center"), round(as.vector(e$z), 4))
