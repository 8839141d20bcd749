// transformed_data: bernoulli
vector[N] Y_half = to_vector(Y) - 0.5;  // 0.5 if the response is 1, -0.5 if it is 0
