// transformed_data: bernoulli
vector[N] Y_vector = to_vector(Y);  // the response as real numbers

// vector: bernoulli
log(1 - Y_vector + (2 * Y_vector - 1) .* mu1)
