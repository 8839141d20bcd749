// vector: beta_binomial
lgamma(phi1) - lgamma(trials_vector + phi1)
+ lgamma(Y_vector + mu1 .* phi1) - lgamma(mu1 .* phi1)
+ lgamma(trials_vector - Y_vector + (1 - mu1) .* phi1) - lgamma((1 - mu1) .* phi1) + log_choose_Y
