// before: geometric
vector[N] log_odds1 = mu1;
vector[N] log1p_odds1 = 0.5 * (log_odds1 + abs(log_odds1)) - log(inv_logit(abs(log_odds1)));  // log(1 + mean)

// vector: geometric
Y_vector .* log_odds1 - (Y_vector + 1) .* log1p_odds1
