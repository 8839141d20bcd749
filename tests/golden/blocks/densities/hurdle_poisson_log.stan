// transformed_data: hurdle_poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0
vector[N] is_not_zero = 1 - is_zero;

// vector: hurdle_poisson
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (Y_vector .* mu1 - exp(mu1) - lgamma_Y1 - log(-expm1(-exp(mu1))))
