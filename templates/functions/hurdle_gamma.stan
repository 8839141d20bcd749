// Gamma above zero, and zeros with probability hu.
real hurdle_gamma_lpdf(real y, real shape, real rate, real hu) {
  return y == 0 ? log(hu) : log1m(hu) + gamma_lpdf(y | shape, rate);
}
real hurdle_gamma_lccdf(real y, real shape, real rate, real hu) {
  return y < 0 ? 0 : log1m(hu) + (y == 0 ? 0 : gamma_lccdf(y | shape, rate));
}
real hurdle_gamma_lcdf(real y, real shape, real rate, real hu) {
  return y == 0 ? log(hu) : log1m_exp(hurdle_gamma_lccdf(y | shape, rate, hu));
}
