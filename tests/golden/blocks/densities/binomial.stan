// vector: binomial
lmultiply(Y_vector, mu1) + lmultiply(trials_vector - Y_vector, 1 - mu1) + log_choose_Y
