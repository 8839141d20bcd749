// transformed_data: poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: poisson
Y_vector .* log(mu1) - mu1 - lgamma_Y1
