// transformed_data: discrete_weibull
vector[N] log_Y_or_0 = log(Y_vector + is_zero);  // log of the response, 0 where the response is 0
