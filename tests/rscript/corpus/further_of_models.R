# The further arguments of models differ from call to call.
model <- function(k, ...) {
  brm(y ~ 1, data = d, family = mixture(gaussian, nmix = k), ...)
}
d <- data.frame(y = c(1, 2, 5, 6))
fit <- model(2, seed = 4, iter = 200)
fit2 <- model(3, chains = 1)
