// vector: beta_binomial
beta_binomial_each(Y_vector, trials_vector, trials_values, trials_place, log_choose_Y, mu1, phi1)
