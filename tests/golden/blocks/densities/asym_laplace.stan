// before: asym_laplace
vector[N] residual1 = (Y - mu1) ./ sigma1;

// cost: asym_laplace
0.5 * abs(residual1) + (quantile1 - 0.5) .* residual1

// number: asym_laplace
log(quantile1) + log1m(quantile1) - log(sigma1)

// vector: asym_laplace
log(quantile1) + log1m(quantile1) - log(sigma1)
- (0.5 * abs(residual1) + (quantile1 - 0.5) .* residual1)
