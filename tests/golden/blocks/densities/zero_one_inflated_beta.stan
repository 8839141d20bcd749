// transformed_data: zero_one_inflated_beta
vector[N] is_zero = 1 - fmin(ceil(abs(Y)), 1);  // 1 where the response is 0
vector[N] is_one = floor(Y);  // 1 where the response is 1
vector[N] is_inside = 1 - is_zero - is_one;
vector[N] Y_inside = Y + 0.5 * is_zero - 0.5 * floor(Y);  // 1/2 where the response is a bound
vector[N] log_Y_inside = log(Y_inside);
vector[N] log1m_Y_inside = log1m(Y_inside);

// vector: zero_one_inflated_beta
log(abs(zoi1 - is_inside)) + log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))
+ is_inside .* (lgamma(phi1) - lgamma(mu1 .* phi1) - lgamma((1 - mu1) .* phi1)
   + (mu1 .* phi1 - 1) .* log_Y_inside + ((1 - mu1) .* phi1 - 1) .* log1m_Y_inside)
