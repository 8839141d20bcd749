// transformed_data: zero_inflated_negbinomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
vector[rows(distinct(Y_vector))] Y_values = distinct(Y_vector);  // the values that the response takes
array[N] int Y_place = places(Y_vector, Y_values);  // the value of each row
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0

// vector: zero_inflated_negbinomial
log(zi1 + (1 - zi1) .* exp(is_zero .* (-shape1 .* log1p_exp(mu1 - log(shape1)))))
+ (1 - is_zero) .* ((log1m(zi1) - lgamma(shape1)) - lgamma_Y1 + lgamma_shifted(Y_values, Y_place, shape1)
   + Y_vector .* (mu1 - log(shape1)) - (Y_vector + shape1) .* log1p_exp(mu1 - log(shape1)))
