// before: hurdle_negbinomial
vector[N] odds1 = mu1 ./ shape1;
vector[N] log1p_odds1 = log1p(odds1);  // log(1 + mean / shape)
vector[N] none1 = shape1 .* log1p_odds1;  // -log of the probability of zero

// cost: hurdle_negbinomial
is_not_zero .* (none1 + log(-expm1(-none1)))
  - Y_vector .* (log(odds1) - log1p_odds1) - is_not_zero .* (lgamma(Y_vector + shape1) - lgamma_Y1 - lgamma(shape1))

// number: hurdle_negbinomial
log(abs(hu1 - is_not_zero))

// vector: hurdle_negbinomial
log(abs(hu1 - is_not_zero))
- (is_not_zero .* (none1 + log(-expm1(-none1)))
  - Y_vector .* (log(odds1) - log1p_odds1) - is_not_zero .* (lgamma(Y_vector + shape1) - lgamma_Y1 - lgamma(shape1)))
