// transformed_data: hurdle_negbinomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0
vector[N] is_not_zero = 1 - is_zero;

// vector: hurdle_negbinomial
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (-lgamma(shape1) - lgamma_Y1 + lgamma(Y_vector + shape1)
   + Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1) .* log1p(mu1 ./ shape1) - log(-expm1(-shape1 .* log1p(mu1 ./ shape1))))
