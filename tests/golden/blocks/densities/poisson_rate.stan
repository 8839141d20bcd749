// vector: poisson
Y_vector .* log(mu1 .* denom) - mu1 .* denom - lgamma_Y1
