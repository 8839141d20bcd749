// transformed_data: zero_inflated_asym_laplace
vector[N] is_zero = 1 - fmin(ceil(abs(Y)), 1);  // 1 where the response is 0
vector[N] is_not_zero = 1 - is_zero;

// vector: zero_inflated_asym_laplace
log(abs(zi1 - is_not_zero))
+ is_not_zero .* (log(quantile1) + log1m(quantile1) - log(sigma1)
   - 0.5 * (abs((Y - mu1) ./ sigma1) + (2 * quantile1 - 1) .* ((Y - mu1) ./ sigma1)))
