// vector: zero_inflated_beta_binomial
zero_inflated_beta_binomial_each(Y_vector, trials_vector, trials_values, trials_place, log_choose_Y, is_zero, mu1, phi1, zi1)
