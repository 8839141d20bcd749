library(brms)
load("study.RData")
head(study, 3)
fit <- brm(y ~ x, data = study, family = mixture(gaussian, gaussian), seed = 1)
