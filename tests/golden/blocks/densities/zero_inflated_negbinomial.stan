// vector: zero_inflated_negbinomial
log(zi1 + (1 - zi1) .* exp(is_zero .* (-shape1 .* log1p(mu1 ./ shape1))))
+ is_not_zero .* ((log1m(zi1) - lgamma(shape1)) - lgamma_Y1 + lgamma(Y_vector + shape1)
   + Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1) .* log1p(mu1 ./ shape1))
