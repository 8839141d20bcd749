// cost: hurdle_poisson
is_not_zero .* (mu1 + log(-expm1(-mu1))) - Y_vector .* log(mu1) + lgamma_Y1

// number: hurdle_poisson
log(abs(hu1 - is_not_zero))

// vector: hurdle_poisson
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (mu1 + log(-expm1(-mu1))) - Y_vector .* log(mu1) + lgamma_Y1)
