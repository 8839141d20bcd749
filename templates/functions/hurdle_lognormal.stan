// Lognormal above zero, and zeros with probability hu.
real hurdle_lognormal_lpdf(real y, real mu, real sigma, real hu) {
  return y == 0 ? log(hu) : log1m(hu) + lognormal_lpdf(y | mu, sigma);
}
real hurdle_lognormal_lccdf(real y, real mu, real sigma, real hu) {
  return y < 0 ? 0 : log1m(hu) + (y == 0 ? 0 : lognormal_lccdf(y | mu, sigma));
}
real hurdle_lognormal_lcdf(real y, real mu, real sigma, real hu) {
  return y == 0 ? log(hu) : log1m_exp(hurdle_lognormal_lccdf(y | mu, sigma, hu));
}
