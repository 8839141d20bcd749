// transformed_data: discrete_weibull
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0
vector[N] log_Y_or_0 = log(Y_vector + is_zero);  // log of the response, 0 where that is 0
vector[N] log1p_Y = log1p(Y_vector);

// vector: discrete_weibull
log(mu1) .* ((1 - is_zero) .* exp(shape1 .* log_Y_or_0))
+ log1m_exp(log(mu1) .* (exp(shape1 .* log1p_Y) - (1 - is_zero) .* exp(shape1 .* log_Y_or_0)))
