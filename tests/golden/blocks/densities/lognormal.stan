// cost: lognormal
log_Y + square((log_Y - mu1) ./ (sqrt(2) * sigma1))

// number: lognormal
-log(sigma1) - 0.5 * log(2 * pi())

// vector: lognormal
-log(sigma1) - 0.5 * log(2 * pi())
- (log_Y + square((log_Y - mu1) ./ (sqrt(2) * sigma1)))
