// vector: negbinomial
-lgamma(shape1) - lgamma_Y1 + lgamma(Y_vector + shape1)
+ Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1) .* log1p(mu1 ./ shape1)
