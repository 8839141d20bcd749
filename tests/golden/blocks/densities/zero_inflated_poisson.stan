// transformed_data: zero_inflated_poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0

// vector: zero_inflated_poisson
log(zi1 + (1 - zi1) .* exp(-is_zero .* mu1))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* log(mu1) - mu1 - lgamma_Y1)
