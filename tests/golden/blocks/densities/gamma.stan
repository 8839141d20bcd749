// cost: gamma
log_Y + shape1 .* (Y ./ mu1 + log(mu1) - log_Y)

// number: gamma
shape1 .* log(shape1) - lgamma(shape1)

// vector: gamma
shape1 .* log(shape1) - lgamma(shape1)
- (log_Y + shape1 .* (Y ./ mu1 + log(mu1) - log_Y))
