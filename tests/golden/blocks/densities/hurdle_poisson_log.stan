// vector: hurdle_poisson
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (Y_vector .* mu1 - exp(mu1) - lgamma_Y1 - log(-expm1(-exp(mu1))))
