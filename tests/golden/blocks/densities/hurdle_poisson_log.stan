// before: hurdle_poisson
vector[N] mean1 = exp(mu1);

// vector: hurdle_poisson
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (Y_vector .* mu1 - mean1 - lgamma_Y1 - log(-expm1(-mean1)))
