// transformed_data: negbinomial2
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: negbinomial2
-lgamma(inv(sigma1)) - lgamma_Y1 + lgamma(Y_vector + inv(sigma1))
+ Y_vector .* (log(mu1) + log(sigma1)) - (Y_vector + inv(sigma1)) .* log1p(mu1 .* sigma1)
