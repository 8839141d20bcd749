// transformed_data: beta_binomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
vector[N] log_choose_Y = lchoose(trials_vector, Y_vector);  // log binomial coefficients
vector[rows(distinct(trials_vector))] trials_values = distinct(trials_vector);  // the numbers of trials
array[N] int trials_place = places(trials_vector, trials_values);  // that of each row

// vector: beta_binomial
beta_binomial_each(Y_vector, trials_vector, trials_values, trials_place, log_choose_Y, mu1, phi1)
