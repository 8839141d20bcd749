// Beta above zero, and zeros with probability zi.
real zero_inflated_beta_lpdf(real y, real mu, real phi, real zi) {
  return y == 0 ? log(zi) : log1m(zi) + beta_lpdf(y | mu * phi, (1 - mu) * phi);
}
real zero_inflated_beta_lccdf(real y, real mu, real phi, real zi) {
  return y < 0 ? 0 : log1m(zi) + (y == 0 ? 0 : beta_lccdf(y | mu * phi, (1 - mu) * phi));
}
real zero_inflated_beta_lcdf(real y, real mu, real phi, real zi) {
  return y == 0 ? log(zi) : log1m_exp(zero_inflated_beta_lccdf(y | mu, phi, zi));
}
