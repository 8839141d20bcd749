// transformed_data: zero_inflated_poisson
vector[N] is_not_zero = 1 - is_zero;  // 1 where the response is not 0
