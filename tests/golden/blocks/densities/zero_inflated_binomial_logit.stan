// vector: zero_inflated_binomial
log(zi1 + (1 - zi1) .* exp(is_zero .* (-trials_vector .* log1p_exp(mu1))))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* mu1 - trials_vector .* log1p_exp(mu1) + log_choose_Y)
