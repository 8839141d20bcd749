// value: equal_predictors
0.5 * (log_odds1 + width1) - log(larger1)
