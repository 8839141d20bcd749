// transformed_data: hurdle_gamma
vector[N] is_zero = 1 - fmin(ceil(abs(Y)), 1);  // 1 where the response is 0
