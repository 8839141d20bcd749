// vector: binomial
(Y_vector - 0.5 * trials_vector) .* mu1 + trials_vector .* (log(inv_logit(abs(mu1))) - 0.5 * abs(mu1)) + log_choose_Y
