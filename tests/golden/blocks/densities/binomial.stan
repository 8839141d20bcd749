// transformed_data: binomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients

// vector: binomial
lmultiply(Y_vector, mu1) + lmultiply(trials_vector - Y_vector, 1 - mu1) + log_choose_Y
