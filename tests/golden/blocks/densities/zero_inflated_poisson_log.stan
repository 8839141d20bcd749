// before: zero_inflated_poisson
vector[N] mean1 = exp(mu1);

// cost: zero_inflated_poisson
is_not_zero .* mean1 - Y_vector .* mu1 + lgamma_Y1
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* mean1))

// number: zero_inflated_poisson
log1m(zi1)

// vector: zero_inflated_poisson
log1m(zi1)
- (is_not_zero .* mean1 - Y_vector .* mu1 + lgamma_Y1
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* mean1)))
