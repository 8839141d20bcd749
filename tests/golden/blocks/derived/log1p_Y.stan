// transformed_data: discrete_weibull
vector[N] log1p_Y = log1p(Y_vector);  // log of 1 + response
