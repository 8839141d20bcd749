// cost: hurdle_gamma
is_not_zero .* (log_Y_or_0 + (Y ./ mu1 + log(mu1) - log_Y_or_0) ./ inv(shape1)
    + (lgamma(shape1) - shape1 .* log(shape1)))

// number: hurdle_gamma
log(abs(hu1 - is_not_zero))

// vector: hurdle_gamma
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (log_Y_or_0 + (Y ./ mu1 + log(mu1) - log_Y_or_0) ./ inv(shape1)
    + (lgamma(shape1) - shape1 .* log(shape1))))
