// cost: inverse.gaussian
1.5 * log_Y + square((Y - mu1) ./ mu1) ./ Y ./ inv(0.5 * shape1)

// number: inverse.gaussian
0.5 * (log(shape1) - log(2 * pi()))

// vector: inverse.gaussian
0.5 * (log(shape1) - log(2 * pi()))
- (1.5 * log_Y + square((Y - mu1) ./ mu1) ./ Y ./ inv(0.5 * shape1))
