# "Starting values for my mixture?" - maximum likelihood by optim() first, then brm()
library(brms)
set.seed(99)
n <- 150
k <- 1 + (runif(n) < .3)
y <- rnorm(n, c(0, 3)[k], c(1, .6)[k])
nll <- function(par, y) {
  p <- plogis(par[1])
  -sum(log(p * dnorm(y, par[2], exp(par[3])) + (1 - p) * dnorm(y, par[4], exp(par[5]))))
}
fit_ml <- function(start) {
  ml <- optim(start, nll, y = y, method = "BFGS")
  stopifnot(ml$convergence == 0)
  par <- ml$par
  round(c(p = plogis(par[1]), mu1 = par[2], sd1 = exp(par[3]), mu2 = par[4], sd2 = exp(par[5]), ll = -ml$value), 4)
}
est <- fit_ml(c(0, -1, 0, 2, 0))
em_step <- function(th) {
  d1 <- th$p * dnorm(y, th$mu[1], th$sd[1])
  d2 <- (1 - th$p) * dnorm(y, th$mu[2], th$sd[2])
  r <- d1 / (d1 + d2)
  list(p = mean(r),
       mu = c(weighted.mean(y, r), weighted.mean(y, 1 - r)),
       sd = sqrt(c(sum(r * (y - th$mu[1])^2) / sum(r), sum((1 - r) * (y - th$mu[2])^2) / sum(1 - r))))
}
th <- list(p = .5, mu = c(-1, 2), sd = c(1, 1))
iter <- 0
repeat {
  new <- em_step(th)
  iter <- iter + 1
  change <- max(abs(unlist(new) - unlist(th)))
  th <- new
  if (change < 1e-6 || iter >= 500) break
}
em <- round(unlist(th), 3)
dens <- function(x) th$p * dnorm(x, th$mu[1], th$sd[1]) + (1 - th$p) * dnorm(x, th$mu[2], th$sd[2])
total <- integrate(dens, -Inf, Inf)$value
cdf <- function(q) th$p * pnorm(q, th$mu[1], th$sd[1]) + (1 - th$p) * pnorm(q, th$mu[2], th$sd[2])
med <- uniroot(function(q) cdf(q) - .5, c(-5, 8), tol = 1e-10)$root
qmix <- Vectorize(function(p) uniroot(function(q) cdf(q) - p, c(-10, 12), tol = 1e-10)$root)
quart <- round(qmix(c(.25, .5, .75)), 5)
modes <- { x <- seq(-3, 6, by = .05); fx <- dens(x); x[which(diff(sign(diff(fx))) < 0) + 1] }
post_class <- max.col(cbind(th$p * dnorm(y, th$mu[1], th$sd[1]), (1 - th$p) * dnorm(y, th$mu[2], th$sd[2])))
agree <- mean(post_class == k)
conf <- table(true = k, found = post_class)
kappa <- (sum(diag(conf)) / sum(conf) - sum(rowSums(conf) * colSums(conf)) / sum(conf)^2) / (1 - sum(rowSums(conf) * colSums(conf)) / sum(conf)^2)
grid <- approx(x, fx, xout = c(-1, 0, 1.234))$y
inits <- function() list(b_mu1 = array(0), ordered_Intercept = sort(th$mu) + runif(2, -.1, .1), sigma1 = th$sd[1], sigma2 = th$sd[2])
fact <- function(n) if (n <= 1) 1 else n * Recall(n - 1)
six <- fact(6)
d <- data.frame(y)
f <- brm(y ~ 1, data = d, family = mixture(gaussian, gaussian, order = TRUE),
         prior = c(set_prior("normal(0, 1)", class = "Intercept", dpar = "mu1"), set_prior("normal(3, 1)", class = "Intercept", dpar = "mu2")),
         chains = 2, iter = 300, seed = 4, refresh = 0)
b <- fixef(f)[, 1]
rbind(em = th$mu, brms = unname(b))
stopifnot(all(is.finite(b)))
plot(density(y), main = "Data and mixture")
curve(dens, add = TRUE, lty = 2)
