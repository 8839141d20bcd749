// vector: zero_inflated_poisson
log(zi1 + (1 - zi1) .* exp(-is_zero .* exp(mu1)))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* mu1 - exp(mu1) - lgamma_Y1)
