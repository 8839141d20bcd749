// transformed_data: binomial
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients
