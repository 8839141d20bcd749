// transformed_data: geometric
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: geometric
lgamma(Y_vector + denom) - lgamma(denom) - lgamma_Y1
+ Y_vector .* (log(mu1)) - (Y_vector + denom) .* log1p(mu1)
