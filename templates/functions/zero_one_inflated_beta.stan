// Beta inside (0, 1), and with probability zoi a bound, which is 1 with probability coi.
real zero_one_inflated_beta_lpdf(real y, real mu, real phi, real zoi, real coi) {
  if (y == 0) {
    return log(zoi) + log1m(coi);
  }
  if (y == 1) {
    return log(zoi) + log(coi);
  }
  return log1m(zoi) + beta_lpdf(y | mu * phi, (1 - mu) * phi);
}
