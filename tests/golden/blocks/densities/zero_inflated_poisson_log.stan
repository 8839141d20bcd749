// before: zero_inflated_poisson
vector[N] mean1 = exp(mu1);

// vector: zero_inflated_poisson
log(zi1 + (1 - zi1) .* exp(-is_zero .* mean1))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* mu1 - mean1 - lgamma_Y1)
