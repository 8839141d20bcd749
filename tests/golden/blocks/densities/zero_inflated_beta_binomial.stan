// vector: zero_inflated_beta_binomial
log(zi1 + (1 - zi1) .* exp(is_zero .* (lgamma(phi1) - lgamma(trials_vector + phi1)
+ lgamma(trials_vector + (1 - mu1) .* phi1) - lgamma((1 - mu1) .* phi1))))
+ is_not_zero .* (log1m(zi1) + lgamma(phi1) - lgamma(trials_vector + phi1)
   + lgamma(Y_vector + mu1 .* phi1) - lgamma(mu1 .* phi1)
   + lgamma(trials_vector - Y_vector + (1 - mu1) .* phi1) - lgamma((1 - mu1) .* phi1) + log_choose_Y)
