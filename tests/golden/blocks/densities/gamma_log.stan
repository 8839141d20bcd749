// before: gamma
vector[N] log_ratio1 = log_Y - mu1;

// cost: gamma
log_Y + (exp(log_ratio1) - log_ratio1) ./ inv(shape1)

// number: gamma
shape1 .* log(shape1) - lgamma(shape1)

// vector: gamma
shape1 .* log(shape1) - lgamma(shape1)
- (log_Y + (exp(log_ratio1) - log_ratio1) ./ inv(shape1))
