# helper functions for circular data
wrap <- function(x, upper = pi) {
  ((x + upper) %% (2 * upper)) - upper
}
deg2rad <- function(deg) deg * pi / 180
rad2deg <- function(rad) {
  return(rad * 180 / pi)
}
# random von Mises deviates through rejection (Best & Fisher)
rvm <- function(n, mu, kappa) {
  out <- numeric(n)
  a <- 1 + sqrt(1 + 4 * kappa^2)
  b <- (a - sqrt(2 * a)) / (2 * kappa)
  r <- (1 + b^2) / (2 * b)
  i <- 1
  while (i <= n) {
    z <- cos(pi * runif(1))
    f <- (1 + r * z) / (r + z)
    cc <- kappa * (r - f)
    u <- runif(1)
    if (cc * (2 - cc) - u > 0) {
      out[i] <- wrap(sign(runif(1) - .5) * acos(f) + mu)
      i <- i + 1
    }
  }
  out
}
circ_mean <- function(x) atan2(sum(sin(x)), sum(cos(x)))
circ_sd <- function(x, na.rm = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  R <- sqrt(sum(sin(x))^2 + sum(cos(x))^2) / length(x)
  sqrt(-2 * log(R))
}
k2sd <- function(K) {
  S <- numeric(length(K))
  for (j in seq_along(K)) {
    if (K[j] == 0) S[j] <- Inf
    else if (is.infinite(K[j])) S[j] <- 0
    else S[j] <- sqrt(-2 * log(besselI(K[j], 1, expon.scaled = TRUE) / besselI(K[j], 0, expon.scaled = TRUE)))
  }
  S
}
