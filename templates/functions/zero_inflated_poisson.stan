// Poisson with additional zeros: zi is the probability of a zero beside those of the Poisson distribution.
real zero_inflated_poisson_lpmf(int y, real mu, real zi) {
  real rest = log1m(zi) + poisson_lpmf(y | mu);
  return y == 0 ? log_sum_exp(log(zi), rest) : rest;
}
real zero_inflated_poisson_lccdf(int y, real mu, real zi) {
  return y < 0 ? 0 : log1m(zi) + poisson_lccdf(y | mu);
}
real zero_inflated_poisson_lcdf(int y, real mu, real zi) {
  return log1m_exp(zero_inflated_poisson_lccdf(y | mu, zi));
}
