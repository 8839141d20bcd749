// transformed_data: wiener
vector[N] is_upper = to_vector(dec);  // 1 at the upper boundary, 0 at the lower one
