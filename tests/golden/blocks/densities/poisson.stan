// vector: poisson
Y_vector .* log(mu1) - mu1 - lgamma_Y1
