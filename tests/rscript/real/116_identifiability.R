# Teaching: why mixtures are not identified, and what an order helps
library(brms)
library(knitr)
opts_chunk$set(echo = TRUE, message = FALSE)
par(mfrow = c(1, 1), mar = c(4, 4, 1, 1))
set.seed(20)

## 1. The likelihood has K! modes
mu <- c(-1.5, 2); sigma <- c(1, .7); w <- c(.35, .65)
dmix <- function(x, mu, sigma, w) {
  out <- 0
  for (k in seq_along(w)) out <- out + w[k] * dnorm(x, mu[k], sigma[k])
  out
}
n <- 80
z <- rbinom(n, 1, w[2]) + 1
y <- rnorm(n, mean = mu[z], sd = sigma[z])
z3 <- rmultinom(n, size = 1, prob = c(.2, .3, .5))
dim(z3)
k3 <- apply(z3 == 1, 2, which)
props <- prop.table(table(factor(k3, levels = 1:3)))
tab_z <- tabulate(z, nbins = 2)
hist(y, breaks = 20, freq = FALSE, col = "grey90", border = "white", main = "")
curve(dmix(x, mu, sigma, w), from = -5, to = 5, add = TRUE, lwd = 2)
curve(w[1] * dnorm(x, mu[1], sigma[1]), add = TRUE, lty = 2, col = 2)
abline(v = mu, col = c("red", "blue"), lty = 3)
legend("topleft", legend = c("mixture", "component 1"), lty = 1:2, col = 1:2, bty = "n")
rug(y)

loglik <- function(mu1, mu2) sum(log(dmix(y, c(mu1, mu2), sigma = c(1, 1), w = c(.5, .5))))
g <- seq(-3, 3, by = .5)
L <- outer(g, g, Vectorize(loglik))
all.equal(L, t(L))
top <- which(L == max(L), arr.ind = TRUE)
top_mu <- cbind(mu1 = g[top[, 1]], mu2 = g[top[, 2]])
contour(g, g, L, nlevels = 15, xlab = expression(mu[1]), ylab = expression(mu[2]))
points(top_mu, pch = 19, col = "red")
n_modes <- sapply(1:5, factorial)
names(n_modes) <- paste("K =", 1:5)
n_modes
kable(data.frame(K = 1:5, modes = n_modes, row.names = NULL), caption = "Number of equivalent modes")

## 2. EM from many starts finds all of them
em_step <- function(p, y) {
  r <- p$w[1] * dnorm(y, p$mu[1], p$sd[1])
  r <- r / (r + p$w[2] * dnorm(y, p$mu[2], p$sd[2]))
  n1 <- sum(r); n2 <- length(y) - n1
  m <- c(sum(r * y) / n1, sum((1 - r) * y) / n2)
  list(mu = m, sd = sqrt(c(sum(r * (y - m[1])^2) / n1, sum((1 - r) * (y - m[2])^2) / n2)), w = c(n1, n2) / length(y))
}
starts <- list(a = c(-2, 2), b = c(2, -2), c = c(0, .1))
ends <- lapply(starts, function(s) {
  p <- list(mu = s, sd = c(1, 1), w = c(.5, .5))
  it <- 0
  while (it < 100) {
    new <- em_step(p, y)
    it <- it + 1
    if (max(abs(new$mu - p$mu)) < 1e-6) break
    p <- new
  }
  c(mu = p$mu, w = p$w, it = it)
})
em_tab <- as.data.frame(do.call(rbind, ends))
em_tab$start <- rownames(em_tab)
kable(em_tab[, c("start", "mu1", "mu2", "w1")], digits = 2, row.names = FALSE)
swapped <- isTRUE(all.equal(unname(ends$a[1:2]), unname(rev(ends$b[1:2])), tolerance = 1e-3))

## 3. brms
dat <- data.frame(y)
make_mix <- function(K, order = "mu") if (K == 1) gaussian() else mixture(gaussian, nmix = K, order = order)
pri_for <- function(K) {
  if (K == 1) return(prior(normal(0, 5), class = Intercept))
  p <- empty_prior()
  for (k in 1:K) p <- p + set_prior("normal(0, 5)", class = "Intercept", dpar = paste0("mu", k))
  p
}
Ks <- 1:3
fits <- setNames(vector("list", length(Ks)), paste0("K", Ks))
for (K in Ks) {
  fits[[K]] <- brm(y ~ 1, data = dat, family = make_mix(K), prior = pri_for(K), chains = 2, iter = 1000, seed = K, refresh = 0)
}
free <- brm(bf(y ~ 1), data = dat, family = make_mix(2, "none"), chains = 4, iter = 1000, seed = 3, refresh = 0)
rhats <- sapply(fits, function(f) max(rhat(f), na.rm = TRUE))
neff <- sapply(fits, function(f) min(neff_ratio(f)))
loos <- lapply(fits, loo)
cmp <- loo_compare(loos)
kable(as.data.frame(cmp)[, 1:2], digits = 1)
elpd <- sapply(loos, function(l) l$estimates["elpd_loo", "Estimate"])
plot(Ks, elpd, type = "b", pch = 16, xlab = "K", ylab = "elpd", xaxt = "n")
axis(1, at = Ks)
bad_k <- vapply(loos, function(l) sum(l$diagnostics$pareto_k > .7), numeric(1))
draws <- as.data.frame(free)
by_chain <- split(draws$b_mu1_Intercept, rep(1:4, each = nrow(draws) / 4))
boxplot(by_chain, xlab = "chain", ylab = "mu1")
chain_means <- sapply(by_chain, mean)
par(mfrow = c(1, 2))
plot(draws$b_mu1_Intercept, draws$b_mu2_Intercept, pch = ".", asp = 1)
abline(0, 1, lty = 2)
matplot(do.call(cbind, by_chain), type = "l", lty = 1, ylab = "mu1")
par(mfrow = c(1, 1))
relabel <- t(apply(draws[, c("b_mu1_Intercept", "b_mu2_Intercept")], 1, sort))
colnames(relabel) <- c("low", "high")
res <- rbind(true = sort(mu), estimate = colMeans(relabel), sd = apply(relabel, 2, sd))
kable(res, digits = 2)
theta_names <- grep("^theta", variables(free), value = TRUE)
cat("Weights:", paste(theta_names, format(colMeans(draws[theta_names]), digits = 2), sep = " = ", collapse = "; "), "\n")
