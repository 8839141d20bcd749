// transformed_data: zero_one_inflated_beta
vector[N] is_inside = 1 - is_zero - is_one;  // 1 where the response lies between 0 and 1
