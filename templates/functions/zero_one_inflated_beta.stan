// Beta inside (0, 1). With probability zoi the response is 0 or 1, and then with probability coi it is 1.
real zero_one_inflated_beta_lpdf(real y, real mu, real phi, real zoi, real coi) {
  if (y == 0) {
    return log(zoi) + log1m(coi);
  }
  if (y == 1) {
    return log(zoi) + log(coi);
  }
  return log1m(zoi) + beta_lpdf(y | mu * phi, (1 - mu) * phi);
}
