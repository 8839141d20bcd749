// Asymmetric Laplace: mu is the quantile of order q.
real asym_laplace_lpdf(real y, real mu, real sigma, real q) {
  real u = (y - mu) / sigma;
  return log(q) + log1m(q) - log(sigma) - 0.5 * (abs(u) + (2 * q - 1) * u);
}
real asym_laplace_lcdf(real y, real mu, real sigma, real q) {
  real u = (y - mu) / sigma;
  return u < 0 ? log(q) + (1 - q) * u : log1m_exp(log1m(q) - q * u);
}
real asym_laplace_lccdf(real y, real mu, real sigma, real q) {
  real u = (y - mu) / sigma;
  return u < 0 ? log1m_exp(log(q) + (1 - q) * u) : log1m(q) - q * u;
}
