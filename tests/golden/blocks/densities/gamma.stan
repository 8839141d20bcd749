// vector: gamma
(shape1 .* log(shape1) - lgamma(shape1)) - log_Y + shape1 .* (log_Y - log(mu1) - Y ./ mu1)
