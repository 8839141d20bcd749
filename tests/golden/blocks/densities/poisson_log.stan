// vector: poisson
Y_vector .* mu1 - exp(mu1) - lgamma_Y1
