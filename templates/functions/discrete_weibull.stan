// Discrete Weibull: the probability of y or more is mu^(y^shape).
real discrete_weibull_lpmf(int y, real mu, real shape) {
  real here = log(mu) * y ^ shape;
  return here + log1m_exp(log(mu) * (y + 1) ^ shape - here);
}
real discrete_weibull_lcdf(int y, real mu, real shape) {
  return log1m_exp(log(mu) * (y + 1) ^ shape);
}
real discrete_weibull_lccdf(int y, real mu, real shape) {
  return log(mu) * (y + 1) ^ shape;
}
