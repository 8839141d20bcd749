// before: discrete_weibull
vector[N] log_mean1 = log(mu1);
vector[N] log_before1 = log_mean1 .* powers(Y_values, Y_place, shape1);
vector[N] share1 = -expm1(log_mean1 .* powers(Y_values + 1, Y_place, shape1) - log_before1);
vector[N] none_share1 = 1 - ceil(share1);  // 1 if share1 is 0, else 0

// cost: discrete_weibull
-log_before1 - (log(share1 + none_share1) - 1e30 * none_share1)

// vector: discrete_weibull
-(-log_before1 - (log(share1 + none_share1) - 1e30 * none_share1))
