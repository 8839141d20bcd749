// Lognormal distribution, shifted by ndt.
real shifted_lognormal_lpdf(real y, real mu, real sigma, real ndt) {
  return y > ndt ? lognormal_lpdf(y - ndt | mu, sigma) : negative_infinity();
}
real shifted_lognormal_lcdf(real y, real mu, real sigma, real ndt) {
  return y > ndt ? lognormal_lcdf(y - ndt | mu, sigma) : negative_infinity();
}
real shifted_lognormal_lccdf(real y, real mu, real sigma, real ndt) {
  return y > ndt ? lognormal_lccdf(y - ndt | mu, sigma) : 0;
}
