// before: zero_inflated_asym_laplace
vector[N] residual1 = (Y - mu1) ./ sigma1;

// cost: zero_inflated_asym_laplace
is_not_zero .* (0.5 * abs(residual1) + (quantile1 - 0.5) .* residual1
    + (log(sigma1) - log(quantile1) - log1m(quantile1)))

// number: zero_inflated_asym_laplace
log(abs(zi1 - is_not_zero))

// vector: zero_inflated_asym_laplace
log(abs(zi1 - is_not_zero))
- (is_not_zero .* (0.5 * abs(residual1) + (quantile1 - 0.5) .* residual1
    + (log(sigma1) - log(quantile1) - log1m(quantile1))))
