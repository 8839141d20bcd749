// before: zero_inflated_binomial
vector[N] log_odds1 = mu1;
vector[N] width1 = abs(log_odds1);
vector[N] larger1 = inv_logit(width1);
vector[N] none1 = trials_vector .* (0.5 * (log_odds1 + width1) - log(larger1));  // -log of the probability of zero

// cost: zero_inflated_binomial
is_not_zero .* none1 - Y_vector .* log_odds1 - log_choose_Y
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* none1))

// number: zero_inflated_binomial
log1m(zi1)

// vector: zero_inflated_binomial
log1m(zi1)
- (is_not_zero .* none1 - Y_vector .* log_odds1 - log_choose_Y
  - is_zero .* log(zi1 ./ (1 - zi1) + exp(-is_zero .* none1)))
