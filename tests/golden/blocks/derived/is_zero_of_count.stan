// transformed_data: discrete_weibull
vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0
