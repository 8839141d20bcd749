// vector: asym_laplace
log(quantile1) + log1m(quantile1) - log(sigma1)
- 0.5 * (abs((Y - mu1) ./ sigma1) + (2 * quantile1 - 1) .* ((Y - mu1) ./ sigma1))
