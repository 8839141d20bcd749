// vector: zero_inflated_binomial
log(zi1 + (1 - zi1) .* exp(is_zero .* lmultiply(trials_vector, 1 - mu1)))
+ is_not_zero .* (log1m(zi1) + lmultiply(Y_vector, mu1) + lmultiply(trials_vector - Y_vector, 1 - mu1) + log_choose_Y)
