# Makes data/kinds.csv, columns of every kind in 80 rows, and the matrices of data2 beside it.
#
#   Rscript data.R DATA_DIR

set.seed(2718)
n <- 80
first <- rbinom(n, 1, 0.4) == 1
round3 <- function(x) round(x, 3)
d <- data.frame(
  x = round3(rnorm(n)), z = round3(runif(n, -2, 2)), Z9 = round3(rnorm(n, 5, 2)),
  a.b = round3(rnorm(n)), a_b = round3(rexp(n)),
  fa = sample(c("c", "a", "b"), n, TRUE), of = sample(c("low", "mid", "high"), n, TRUE),
  ch = sample(c("beta", "Alpha", "gamma", "alpha d", "e-f"), n, TRUE), lg = rbinom(n, 1, 0.5) == 1,
  m = sample(1:3, n, TRUE), g = sample(c("G2", "g1", "g 3", "g-4", "G10"), n, TRUE),
  h = sample(c("p", "q", "r", "s"), n, TRUE), ng = sample(c(1, 2, 10, 3.5, 20), n, TRUE),
  wt = round3(runif(n, 0.2, 2)), off = round3(rnorm(n)), tr = sample(5:20, n, TRUE),
  se = round3(runif(n, 0.1, 0.6)), expo = round3(runif(n, 0.5, 3)), one = 1
)
d$by2 <- ifelse(d$g %in% c("G2", "g 3"), "lo", "hi")
d$h2 <- sample(c("p", "q", "r", "s"), n, TRUE)
eta <- 0.8 * d$x + ifelse(d$fa == "a", 0.7, 0)
d$y <- round3(ifelse(first, -2 + eta, 2.5 - 0.5 * d$z) + rnorm(n, 0, ifelse(first, 0.7, 1.2)))
d$y2 <- round3(d$y + runif(n, 0.1, 1))
d$cens <- sample(c("none", "none", "none", "left", "right", "interval"), n, TRUE)
d$ci <- sample(c(0, 0, 0, 1, -1), n, TRUE)
d$pos <- round3(exp(ifelse(first, 0.2, 1.6) + 0.3 * d$x + rnorm(n, 0, 0.4)) + 0.2)
d$pos0 <- ifelse(runif(n) < 0.15, 0, d$pos)
d$count <- rpois(n, exp(ifelse(first, 0.5, 2) + 0.2 * d$x))
d$succ <- rbinom(n, d$tr, plogis(ifelse(first, -1, 1) + 0.3 * d$x))
d$bin <- rbinom(n, 1, 0.4)
d$two <- ifelse(d$bin == 1, 5, 3)
d$prop <- round3(pmin(pmax(rbeta(n, 2, 3), 0.02), 0.98))
d$prop0 <- ifelse(runif(n) < 0.12, 0, d$prop)
d$prop01 <- ifelse(runif(n) < 0.1, 1, d$prop0)
d$angle <- round3(runif(n, -3, 3))
d$rating <- sample(1:4, n, TRUE)
d$sub <- rbinom(n, 1, 0.8) == 1
d$dec <- rbinom(n, 1, 0.5)
d$ixn <- seq_len(n)
d$ones <- 1
d$yna <- d$y
d$yna[c(3, 17)] <- NA
d$xna <- d$x
d$xna[c(5, 17, 40)] <- NA
d$fna <- d$fa
d$fna[c(2, 9)] <- NA
d$frare <- d$fa
d$frare[5] <- "onlyNA"
d$neg <- -1
d$big <- round3(1500 + 350 * d$y)
d$nothing <- NA_real_
d$vi <- sample(0:3, n, TRUE)
d$v__1 <- d$x
args <- commandArgs(TRUE)
write.csv(d, file.path(args[1], "kinds.csv"), row.names = FALSE)

levels <- sort(unique(d$g))
a <- 0.5^abs(outer(seq_along(levels), seq_along(levels), "-"))
dimnames(a) <- list(levels, levels)
write.csv(a, file.path(args[1], "cov_g.csv"))

# Matrices that are no covariance, and the concentration of mixing proportions.
b <- a
b[1, 2] <- 0.9
write.csv(b, file.path(args[1], "cov_asymmetric.csv"))
write.csv(a - diag(nrow(a)), file.path(args[1], "cov_indefinite.csv"))
write.csv(matrix(c(2, 0.5), dimnames = list(1:2, "a")), file.path(args[1], "dirichlet_a.csv"))
