// vector: weibull
log(shape1) - log_Y + shape1 .* (log_Y - mu1 + lgamma(1 + inv(shape1)))
- exp(shape1 .* (log_Y - mu1 + lgamma(1 + inv(shape1))))
