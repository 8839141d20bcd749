library(brms)
library(loo)
two <- readRDS("two_gaussians.rds")
log_lik <- array(-1 - abs(sin(outer(1:400, sqrt(1:6)))), dim = c(100, 4, 6))
other <- array(-1 - abs(cos(outer(1:400, sqrt(2:7)))) * 1.3, dim = c(100, 4, 6))
flat <- matrix(aperm(log_lik, c(1, 2, 3)), 400, 6)
steep <- flat * 8
