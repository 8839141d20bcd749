// transformed_data: hurdle_gamma
vector[N] is_zero = 1 - fmin(ceil(abs(Y)), 1);  // 1 where the response is 0
vector[N] is_not_zero = 1 - is_zero;
vector[N] log_Y_or_0 = log(Y + is_zero);  // log of the response, 0 where that is 0

// vector: hurdle_gamma
log(abs(hu1 - is_not_zero))
+ is_not_zero .* ((shape1 .* log(shape1) - lgamma(shape1)) - log_Y_or_0 + shape1 .* (log_Y_or_0 - log(mu1) - Y ./ mu1))
