// The beta distribution on (-kappa, 1 + kappa), censored at 0 and 1.
real xbeta_lpdf(real y, real mu, real phi, real kappa) {
  real width = 1 + 2 * kappa;
  if (y <= 0) {
    return beta_lcdf(kappa / width | mu * phi, (1 - mu) * phi);
  }
  if (y >= 1) {
    return beta_lcdf(kappa / width | (1 - mu) * phi, mu * phi);
  }
  return beta_lpdf((y + kappa) / width | mu * phi, (1 - mu) * phi) - log(width);
}
