// Asymmetric Laplace, and zeros with probability zi.
real zero_inflated_asym_laplace_lpdf(real y, real mu, real sigma, real q, real zi) {
  return y == 0 ? log(zi) : log1m(zi) + asym_laplace_lpdf(y | mu, sigma, q);
}
real zero_inflated_asym_laplace_lcdf(real y, real mu, real sigma, real q, real zi) {
  real below = log1m(zi) + asym_laplace_lcdf(y | mu, sigma, q);
  return y < 0 ? below : log_sum_exp(log(zi), below);
}
real zero_inflated_asym_laplace_lccdf(real y, real mu, real sigma, real q, real zi) {
  real above = log1m(zi) + asym_laplace_lccdf(y | mu, sigma, q);
  return y < 0 ? log_sum_exp(log(zi), above) : above;
}
