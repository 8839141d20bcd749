// constant: proportions_of_numbers
real log_total_2 = log_total_1 + log1p_exp(theta3 - log_total_1);

// varying: proportions_free
vector[N] log_total_2 = 0.5 * (log_total_1 + theta3 + abs(theta3 - log_total_1)) - log(inv_logit(abs(theta3 - log_total_1)));  // log(exp(log_total_1) + exp(theta3))
