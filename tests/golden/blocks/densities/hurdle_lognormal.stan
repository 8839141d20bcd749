// transformed_data: hurdle_lognormal
vector[N] is_zero = 1 - fmin(ceil(abs(Y)), 1);  // 1 where the response is 0
vector[N] is_not_zero = 1 - is_zero;
vector[N] log_Y_or_0 = log(Y + is_zero);  // log of the response, 0 where that is 0

// vector: hurdle_lognormal
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (-0.5 * log(2 * pi()) - log(sigma1) - log_Y_or_0 - (0.5 * inv_square(sigma1)) .* square(log_Y_or_0 - mu1))
