library(brms)
library(lavaan)
options(mc.cores = 4)
x <- c(1, 2) # kept
fit <- cfa("f =~ x1 + x2", # an argument
           data = d)
y <- mean(x)
summary(fit)
