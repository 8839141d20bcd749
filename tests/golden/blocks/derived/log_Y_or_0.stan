// transformed_data: hurdle_gamma
vector[N] log_Y_or_0 = log(Y + is_zero);  // log of the response, 0 where the response is 0
