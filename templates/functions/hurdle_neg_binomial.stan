// Negative binomial above zero, and zeros with probability hu.
real hurdle_neg_binomial_lpmf(int y, real mu, real phi, real hu) {
  return y == 0 ? log(hu) : log1m(hu) + neg_binomial_2_lpmf(y | mu, phi) - log1m_exp(-phi * log1p(mu / phi));
}
real hurdle_neg_binomial_lccdf(int y, real mu, real phi, real hu) {
  return y < 0 ? 0 : log1m(hu) + neg_binomial_2_lccdf(y | mu, phi) - log1m_exp(-phi * log1p(mu / phi));
}
real hurdle_neg_binomial_lcdf(int y, real mu, real phi, real hu) {
  return log1m_exp(hurdle_neg_binomial_lccdf(y | mu, phi, hu));
}
