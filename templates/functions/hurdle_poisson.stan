// Poisson above zero, and zeros with probability hu.
real hurdle_poisson_lpmf(int y, real mu, real hu) {
  return y == 0 ? log(hu) : log1m(hu) + poisson_lpmf(y | mu) - log1m_exp(-mu);
}
real hurdle_poisson_lccdf(int y, real mu, real hu) {
  return y < 0 ? 0 : log1m(hu) + poisson_lccdf(y | mu) - log1m_exp(-mu);
}
real hurdle_poisson_lcdf(int y, real mu, real hu) {
  return log1m_exp(hurdle_poisson_lccdf(y | mu, hu));
}
