// before: discrete_weibull
vector[N] log_before1 = log(mu1) .* ((1 - is_zero) .* exp(shape1 .* log_Y_or_0));
vector[N] share1 = -expm1(log(mu1) .* exp(shape1 .* log1p_Y) - log_before1);
vector[N] none_share1 = 1 - ceil(share1);  // 1 if share1 is 0, else 0

// cost: discrete_weibull
-log_before1 - (log(share1 + none_share1) - 1e30 * none_share1)

// vector: discrete_weibull
-(-log_before1 - (log(share1 + none_share1) - 1e30 * none_share1))
