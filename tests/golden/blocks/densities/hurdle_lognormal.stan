// vector: hurdle_lognormal
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (-0.5 * log(2 * pi()) - log(sigma1) - log_Y_or_0 - (0.5 * inv_square(sigma1)) .* square(log_Y_or_0 - mu1))
