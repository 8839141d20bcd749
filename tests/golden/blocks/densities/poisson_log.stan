// sum: poisson
real lp1 = dot_product(Y_vector, mu1) - sum(exp(mu1)) - sum(lgamma_Y1);

// vector: poisson
Y_vector .* mu1 - exp(mu1) - lgamma_Y1
