// transformed_data: beta_binomial
vector[rows(distinct(trials_vector))] trials_values = distinct(trials_vector);  // the distinct numbers of trials
