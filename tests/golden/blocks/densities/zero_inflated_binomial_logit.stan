// before: zero_inflated_binomial
vector[N] log_odds1 = mu1;
vector[N] log1p_odds1 = 0.5 * (log_odds1 + abs(log_odds1)) - log(inv_logit(abs(log_odds1)));  // log(1 + odds)

// vector: zero_inflated_binomial
log(zi1 + (1 - zi1) .* exp(is_zero .* (-trials_vector .* log1p_odds1)))
+ (1 - is_zero) .* (log1m(zi1) + Y_vector .* log_odds1 - trials_vector .* log1p_odds1 + log_choose_Y)
