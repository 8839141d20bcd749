// Negative binomial with additional zeros: zi is the probability of a zero beside those of the negative binomial distribution.
real zero_inflated_neg_binomial_lpmf(int y, real mu, real phi, real zi) {
  real rest = log1m(zi) + neg_binomial_2_lpmf(y | mu, phi);
  return y == 0 ? log_sum_exp(log(zi), rest) : rest;
}
real zero_inflated_neg_binomial_lccdf(int y, real mu, real phi, real zi) {
  return y < 0 ? 0 : log1m(zi) + neg_binomial_2_lccdf(y | mu, phi);
}
real zero_inflated_neg_binomial_lcdf(int y, real mu, real phi, real zi) {
  return log1m_exp(zero_inflated_neg_binomial_lccdf(y | mu, phi, zi));
}
