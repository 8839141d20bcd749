// transformed_data: zero_inflated_beta
vector[N] Y_inside = Y + 0.5 * is_zero - 0.5 * floor(Y);  // response, with 1/2 in place of 0 and 1
