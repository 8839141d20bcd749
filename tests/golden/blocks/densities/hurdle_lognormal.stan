// cost: hurdle_lognormal
is_not_zero .* (log_Y_or_0 + square((log_Y_or_0 - mu1) ./ (sqrt(2) * sigma1))
    + (log(sigma1) + 0.5 * log(2 * pi())))

// number: hurdle_lognormal
log(abs(hu1 - is_not_zero))

// vector: hurdle_lognormal
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (log_Y_or_0 + square((log_Y_or_0 - mu1) ./ (sqrt(2) * sigma1))
    + (log(sigma1) + 0.5 * log(2 * pi()))))
