// transformed_data: beta_binomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients

// vector: beta_binomial
lgamma(phi1) - lgamma(trials_vector + phi1)
+ lgamma(Y_vector + mu1 .* phi1) - lgamma(mu1 .* phi1)
+ lgamma(trials_vector - Y_vector + (1 - mu1) .* phi1) - lgamma((1 - mu1) .* phi1) + log_choose_Y
