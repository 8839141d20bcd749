// vector: negbinomial
lgamma(Y_vector + shape1 .* denom) - lgamma(shape1 .* denom) - lgamma_Y1
+ Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1 .* denom) .* log1p(mu1 ./ shape1)
