// Beta-binomial with additional zeros: zi is the probability of a zero beside those of the beta-binomial distribution.
real zero_inflated_beta_binomial_lpmf(int y, int trials, real mu, real phi, real zi) {
  real rest = log1m(zi) + beta_binomial_lpmf(y | trials, mu * phi, (1 - mu) * phi);
  return y == 0 ? log_sum_exp(log(zi), rest) : rest;
}
real zero_inflated_beta_binomial_lccdf(int y, int trials, real mu, real phi, real zi) {
  return y < 0 ? 0 : log1m(zi) + beta_binomial_lccdf(y | trials, mu * phi, (1 - mu) * phi);
}
real zero_inflated_beta_binomial_lcdf(int y, int trials, real mu, real phi, real zi) {
  return log1m_exp(zero_inflated_beta_binomial_lccdf(y | trials, mu, phi, zi));
}
