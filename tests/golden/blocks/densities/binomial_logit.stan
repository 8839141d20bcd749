// transformed_data: binomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients

// vector: binomial
(Y_vector - 0.5 * trials_vector) .* mu1 + trials_vector .* (log(inv_logit(abs(mu1))) - 0.5 * abs(mu1)) + log_choose_Y
