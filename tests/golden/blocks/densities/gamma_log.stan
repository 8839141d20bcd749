// vector: gamma
(shape1 .* log(shape1) - lgamma(shape1)) - log_Y + shape1 .* (log_Y - mu1 - exp(log_Y - mu1))
