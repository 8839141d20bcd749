// value: equal_predictors
0.5 * (log_odds1 + abs(log_odds1)) - log(inv_logit(abs(log_odds1)))
