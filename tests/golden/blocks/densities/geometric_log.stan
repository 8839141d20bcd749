// transformed_data: geometric
vector[N] Y_vector = to_vector(Y);  // the response as real numbers

// vector: geometric
Y_vector .* mu1 - (Y_vector + 1) .* log1p_exp(mu1)
