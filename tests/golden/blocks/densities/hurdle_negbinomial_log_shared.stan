// before: hurdle_negbinomial
vector[N] log_odds1 = mu1 - log(shape1);
vector[N] width1 = abs(log_odds1);
vector[N] larger1 = inv_logit(width1);
vector[N] log1p_odds1 = 0.5 * (log_odds1 + width1) - log(larger1);  // log(1 + mean / shape)
vector[N] none1 = log1p_odds1 / inv(shape1);  // -log of the probability of zero

// cost: hurdle_negbinomial
is_not_zero .* (none1 + log(-expm1(-none1))) - Y_vector .* (log_odds1 - log1p_odds1) - log_coefficients(Y_values, Y_place, shape1)

// number: hurdle_negbinomial
log(abs(hu1 - is_not_zero))

// vector: hurdle_negbinomial
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (none1 + log(-expm1(-none1))) - Y_vector .* (log_odds1 - log1p_odds1) - log_coefficients(Y_values, Y_place, shape1))
