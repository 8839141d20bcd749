// cost: gamma
log_Y + (Y ./ mu1 + log(mu1) - log_Y) ./ inv(shape1)

// number: gamma
shape1 .* log(shape1) - lgamma(shape1)

// vector: gamma
shape1 .* log(shape1) - lgamma(shape1)
- (log_Y + (Y ./ mu1 + log(mu1) - log_Y) ./ inv(shape1))
