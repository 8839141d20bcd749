// vector: hurdle_gamma
log(abs(hu1 - is_not_zero))
+ is_not_zero .* ((shape1 .* log(shape1) - lgamma(shape1)) - log_Y_or_0 + shape1 .* (log_Y_or_0 - log(mu1) - Y ./ mu1))
