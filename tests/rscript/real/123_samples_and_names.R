# Density estimates, tests of samples, names, packages, files loaded before they are saved, and models of all columns
library(brms)
x <- c(1,2,4,7.5,3)
d1 <- density(x)
d2 <- density(x, kernel = "gaussian", bw = .5, n = 64, from = 0, to = 5)
d3 <- density(x, adjust = 2, n = 1000)
mode_x <- d1$x[which.max(d1$y)]
q <- qqnorm(c(3,1,2,NA), plot.it = FALSE)
k1 <- ks.test(c(.1,.4,.7), "punif")$p.value
k2 <- ks.test(c(.1,.4,.7), c(.2,.9))
p2 <- k2$p.value
k3 <- ks.test(c(.1,.4,.7), "pnorm", mean = .5, sd = 2)$p.value
k4 <- ks.test(x, pnorm, 3, 1)$statistic
set.seed(1)
k5 <- ks.test(rnorm(150), "pnorm")$p.value
k6 <- ks.test(rnorm(120), rnorm(110))$p.value
k7 <- ks.test(c(.1,.4), c(.2,.9), alternative = "greater")$p.value
F0 <- function(q) pnorm(q, 3, 2)
k8 <- ks.test(x, F0)$p.value
a1 <- acf(c(1,2,3,2,1,2,3,5), plot = FALSE)$acf[1:4]
a2 <- acf(c(1,2,3,2,1,2,3,5), lag.max = 2, plot = FALSE)$acf[2]
s1 <- structure(list(a = 1, b = 2), class = "em2")
s2 <- structure(1:3, names = c("a", "b", "c"))
s3 <- structure(1:6, dim = c(2, 3))
library(purrr)
w1 <- set_names(c("a","b"))
w2 <- map_dbl(set_names(c("a","bb")), nchar)
w3 <- set_names(1:2, c("u","v"))
w4 <- setNames(nm = c("p","q"))
w5 <- set_names(c(a = 1, b = 2), toupper)
w6 <- sapply(setNames(nm = c("p","qq")), nchar)
m <- c("brms","dplyr")[!(c("brms","dplyr") %in% installed.packages()[, "Package"])]
m2 <- setdiff(c("brms","dplyr"), rownames(installed.packages()))
new_pk <- c("brms")[!(c("brms") %in% rownames(installed.packages()))]
if (length(m)) install.packages(m)
f <- "fit.RData"
if (file.exists(f)) { load(f) } else { vv <- 3; save(vv, file = f) }
v2 <- vv + 1
lmx <- lm(y ~ . - z, data = data.frame(y = c(1,2,4,3), a = c(1,3,2,5), z = c(0,1,0,1), g = c("u","v","u","v")))
cf <- coef(lmx)
mm <- model.matrix(~ . - 1, data = data.frame(g = c("a","b","a"), x = 1:3))
mm2 <- model.matrix(y ~ ., data = data.frame(y = 1:3, x = c(2,5,1)))
l2 <- coef(lm(y ~ x, data = data.frame(y = c(1,2,4,3), x = c(1,3,2,5)), subset = c(1, 2, 4)))
l3 <- coef(lm(y ~ x, data = data.frame(y = c(1,2,4,3), x = c(1,3,2,5)), subset = x > 1))
l4 <- coef(lm(y ~ x, data = data.frame(y = c(1,2,4,3), x = c(1,3,2,5)), subset = -1))
r1 <- stringr::str_replace_all(c("mu1_x","mu2_y"), c("mu1_" = "short: ", "mu2_" = "long: "))
dd <- data.frame(a = 1:3, b = c(2, 5, 7))
nmm <- factor(c("a", "b"))
kk <- as.character(nmm[2])
v1 <- dd[[kk]]
l <- list(a = 1, b = "x")
v2 <- l[[kk]]
f <- function(i) { kk <- paste0(as.character(nmm[i]), ""); sum(dd[[kk]]) }
v3 <- sapply(1:2, f)
dd[[paste0(kk, "_new")]] <- dd[[kk]] * 2
l[[kk]] <- 5
kw <- kruskal.test(c(1, 2, 2, 4, 5, 7), c("a", "a", "b", "b", "c", "c"))
kf <- kruskal.test(y ~ g, data = data.frame(y = c(1, 5, 2, 4, 3, 7), g = rep(c("u", "v"), 3)))$p.value
k3 <- ks.test(c(1, 2, 2, 3), c(2, 4, 5))$p.value
k0 <- ks.test(c(1, 2, 2, 3, 9), c(2, 4, 5, 9), alternative = "less")$p.value
blue <- rgb(0, 0, 1, 0.2)
mixed <- rgb(c(0, 255), 10, 30, maxColorValue = 255)
pale <- adjustcolor("blue", .3)
line <- array()
for (j in 1:4) line[j] <- j^2
sex <- gsub("Male.*", 0, c("Male - ripe", "Female", NA))
sex <- sub("Female", 1, sex)
spread <- function(v) quantile(v, .75) - quantile(v, .25)
spreads <- tapply(c(1, 5, 2, 9, 4, 4), c("a", "b", "a", "b", "a", "b"), spread)
gaps <- data.frame(s = c("x", NA, "y"), v = c(1, NA, 3))
write.csv(gaps, "gaps.csv", row.names = FALSE)
gaps <- read.csv("gaps.csv")
missing_s <- which(is.na(gaps$s))
write.table(gaps, "gaps.txt", row.names = FALSE, sep = "\t", na = "-9")
gaps2 <- read.delim("gaps.txt", na.strings = "-9")
share <- gtools::inv.logit(c(-1, 0, 2))
