// transformed_data: zero_one_inflated_beta
vector[N] is_one = floor(Y);  // 1 where the response is 1
