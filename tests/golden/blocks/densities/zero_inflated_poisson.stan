// cost: zero_inflated_poisson
is_not_zero .* mu1 - Y_vector .* log(mu1) + lgamma_Y1
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* mu1))

// number: zero_inflated_poisson
log1m(zi1)

// vector: zero_inflated_poisson
log1m(zi1)
- (is_not_zero .* mu1 - Y_vector .* log(mu1) + lgamma_Y1
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* mu1)))
