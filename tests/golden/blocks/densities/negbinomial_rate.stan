// transformed_data: negbinomial
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: negbinomial
lgamma(Y_vector + shape1 .* denom) - lgamma(shape1 .* denom) - lgamma_Y1
+ Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1 .* denom) .* log1p(mu1 ./ shape1)
