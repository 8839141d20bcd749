// vector: bernoulli
log(1 - Y_vector + (2 * Y_vector - 1) .* mu1)
