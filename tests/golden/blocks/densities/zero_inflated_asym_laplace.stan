// vector: zero_inflated_asym_laplace
log(abs(zi1 - is_not_zero))
+ is_not_zero .* (log(quantile1) + log1m(quantile1) - log(sigma1)
   - 0.5 * (abs((Y - mu1) ./ sigma1) + (2 * quantile1 - 1) .* ((Y - mu1) ./ sigma1)))
