// before: hurdle_poisson
vector[N] mean1 = exp(mu1);

// cost: hurdle_poisson
is_not_zero .* (mean1 + log(-expm1(-mean1))) - Y_vector .* mu1 + lgamma_Y1

// number: hurdle_poisson
log(abs(hu1 - is_not_zero))

// vector: hurdle_poisson
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (mean1 + log(-expm1(-mean1))) - Y_vector .* mu1 + lgamma_Y1)
