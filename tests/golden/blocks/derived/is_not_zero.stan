// transformed_data: hurdle_gamma
vector[N] is_not_zero = 1 - is_zero;  // 1 where the response is not 0
