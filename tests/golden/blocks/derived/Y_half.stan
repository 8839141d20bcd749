// transformed_data: bernoulli
vector[N] Y_half = to_vector(Y) - 0.5;  // 0.5 for 1, and -0.5 for 0
