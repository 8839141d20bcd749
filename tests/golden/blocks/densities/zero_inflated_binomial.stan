// transformed_data: zero_inflated_binomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0

// vector: zero_inflated_binomial
log(zi1 + (1 - zi1) .* exp(is_zero .* lmultiply(trials_vector, 1 - mu1)))
+ (1 - is_zero) .* (log1m(zi1) + lmultiply(Y_vector, mu1) + lmultiply(trials_vector - Y_vector, 1 - mu1) + log_choose_Y)
