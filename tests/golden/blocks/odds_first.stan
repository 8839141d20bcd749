// constant: nonlinear_rows
real log_total_1 = log1p_exp(theta1);

// varying: proportions_predicted
vector[N] log_total_1 = 0.5 * (theta1 + abs(theta1)) - log(inv_logit(abs(theta1)));  // log(1 + exp(theta1))
