// cost: poisson
exp(mu1) - Y_vector .* mu1 + lgamma_Y1

// sum: poisson
real lp1 = dot_product(Y_vector, mu1) - sum(exp(mu1)) - sum(lgamma_Y1);

// vector: poisson
-(exp(mu1) - Y_vector .* mu1 + lgamma_Y1)
