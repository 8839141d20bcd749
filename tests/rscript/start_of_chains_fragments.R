library(brms)
library(coda)
fit <- readRDS("groups_theta.rds")
two <- readRDS("two_gaussians.rds")
