// vector: zero_inflated_poisson
log(zi1 + (1 - zi1) .* exp(-is_zero .* mu1))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* log(mu1) - mu1 - lgamma_Y1)
