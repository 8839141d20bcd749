// the distribution of Lomax on the positive numbers
real lomax_lpdf(real y, real alpha, real lambda) {
  return log(alpha) - log(lambda) - (alpha + 1) * log1p(y / lambda);
}
real lomax_lccdf(real y, real alpha, real lambda) {
  return -alpha * log1p(y / lambda);
}
real lomax_rng(real alpha, real lambda) {
  return lambda * (pow(uniform_rng(0, 1), -1 / alpha) - 1);
}
