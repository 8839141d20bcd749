library(brms)
d <- read.csv("d.csv")
fit <- brm(y ~ x, data = d, family = mixture(gaussian, gaussian), seed = 1)
fit2 <- update(fit, newdata = d[1:50, ], iter = 500, recompile = FALSE)
wide <- update(fit, formula. = ~ . + z, newdata = d)
cv <- kfold(fit, fit2, K = 5)
cv
