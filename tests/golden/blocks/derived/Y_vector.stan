// transformed_data: poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
