// transformed_data: binomial
vector[N] trials_vector = to_vector(trials);  // the trials as real numbers
