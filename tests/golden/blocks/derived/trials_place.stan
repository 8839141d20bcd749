// transformed_data: beta_binomial
array[N] int trials_place = places(trials_vector, trials_values);  // position of each row's trials in trials_values
