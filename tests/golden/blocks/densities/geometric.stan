// transformed_data: geometric
vector[N] Y_vector = to_vector(Y);  // the response as real numbers

// vector: geometric
Y_vector .* log(mu1) - (Y_vector + 1) .* log1p(mu1)
