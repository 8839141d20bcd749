// before: hurdle_negbinomial
vector[N] log_odds1 = mu1 - log(shape1);
vector[N] log1p_odds1 = 0.5 * (log_odds1 + abs(log_odds1)) - log(inv_logit(abs(log_odds1)));  // log(1 + mean / shape)

// vector: hurdle_negbinomial
log(abs(hu1 - is_not_zero))
+ is_not_zero .* (-lgamma(shape1) - lgamma_Y1 + lgamma(Y_vector + shape1)
   + Y_vector .* log_odds1 - (Y_vector + shape1) .* log1p_odds1 - log(-expm1(-shape1 .* log1p_odds1)))
