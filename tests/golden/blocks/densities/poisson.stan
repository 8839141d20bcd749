// cost: poisson
mu1 - Y_vector .* log(mu1) + lgamma_Y1

// vector: poisson
-(mu1 - Y_vector .* log(mu1) + lgamma_Y1)
