// before: binomial
vector[N] log_odds1 = mu1;
vector[N] width1 = abs(log_odds1);
vector[N] larger1 = inv_logit(width1);

// cost: binomial
trials_vector .* (0.5 * width1 - log(larger1)) - (Y_vector - 0.5 * trials_vector) .* log_odds1 - log_choose_Y

// vector: binomial
-(trials_vector .* (0.5 * width1 - log(larger1)) - (Y_vector - 0.5 * trials_vector) .* log_odds1 - log_choose_Y)
