// transformed_data: zero_inflated_beta
vector[N] log_Y_inside = log(Y_inside);  // log of Y_inside
