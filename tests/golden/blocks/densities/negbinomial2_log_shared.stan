// transformed_data: negbinomial2
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
vector[rows(distinct(Y_vector))] Y_values = distinct(Y_vector);  // the values that the response takes
array[N] int Y_place = places(Y_vector, Y_values);  // the value of each row

// vector: negbinomial2
-lgamma(inv(sigma1)) - lgamma_Y1 + lgamma_shifted(Y_values, Y_place, inv(sigma1))
+ Y_vector .* (mu1 + log(sigma1)) - (Y_vector + inv(sigma1)) .* log1p_exp(mu1 + log(sigma1))
