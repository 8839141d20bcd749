// before: negbinomial2
vector[N] log_odds1 = mu1 + log(sigma1);
vector[N] width1 = abs(log_odds1);
vector[N] larger1 = inv_logit(width1);
vector[N] log1p_odds1 = 0.5 * (log_odds1 + width1) - log(larger1);  // log(1 + mean / shape)

// vector: negbinomial2
-lgamma(inv(sigma1)) - lgamma_Y1 + lgamma(Y_vector + inv(sigma1))
+ Y_vector .* log_odds1 - (Y_vector + inv(sigma1)) .* log1p_odds1
