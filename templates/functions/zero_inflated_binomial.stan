// Binomial with additional zeros: zi is the probability of a zero beside those of the binomial distribution.
real zero_inflated_binomial_lpmf(int y, int trials, real p, real zi) {
  real rest = log1m(zi) + binomial_lpmf(y | trials, p);
  return y == 0 ? log_sum_exp(log(zi), rest) : rest;
}
real zero_inflated_binomial_lccdf(int y, int trials, real p, real zi) {
  return y < 0 ? 0 : log1m(zi) + binomial_lccdf(y | trials, p);
}
real zero_inflated_binomial_lcdf(int y, int trials, real p, real zi) {
  return log1m_exp(zero_inflated_binomial_lccdf(y | trials, p, zi));
}
