// transformed_data: zero_inflated_beta
vector[N] log1m_Y_inside = log1m(Y_inside);  // log of 1 - Y_inside
