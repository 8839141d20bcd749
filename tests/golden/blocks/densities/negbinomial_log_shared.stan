// vector: negbinomial
-lgamma(shape1) - lgamma_Y1 + lgamma_shifted(Y_values, Y_place, shape1)
+ Y_vector .* (mu1 - log(shape1)) - (Y_vector + shape1) .* log1p_exp(mu1 - log(shape1))
