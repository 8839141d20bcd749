library(brms)
library(posterior)
two <- readRDS("two_gaussians.rds")
cells <- array(sin(1:96), dim = c(8, 3, 4), dimnames = list(NULL, NULL, c("mu", "tau", "b[1]", "b[2]")))
