library(brms)
library(dplyr)
library(posterior)
fit <- readRDS("groups_theta.rds")
two <- readRDS("two_gaussians.rds")
plain <- readRDS("versions/plain_2.18.0.rds")
cur <- readRDS("versions/curves_2.18.0.rds")
again <- two
