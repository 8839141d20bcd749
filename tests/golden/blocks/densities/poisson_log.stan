// sum: poisson
real lp1 = dot_product(Y_vector, mu1) - sum(exp(mu1)) - sum(lgamma_Y1);

// transformed_data: poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: poisson
Y_vector .* mu1 - exp(mu1) - lgamma_Y1
