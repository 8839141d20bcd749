// Generalised extreme values: the distribution function is exp(-t), t = (1 + xi x)^(-1 / xi).
real gen_extreme_value_log_t(real y, real mu, real sigma, real xi) {
  real x = (y - mu) / sigma;
  if (xi == 0) {
    return -x;
  }
  if (xi * x <= -1) {
    return xi > 0 ? positive_infinity() : negative_infinity();
  }
  return -log1p(xi * x) / xi;
}
real gen_extreme_value_lpdf(real y, real mu, real sigma, real xi) {
  real log_t = gen_extreme_value_log_t(y, mu, sigma, xi);
  if (is_inf(log_t)) {
    return negative_infinity();
  }
  return (1 + xi) * log_t - exp(log_t) - log(sigma);
}
real gen_extreme_value_lcdf(real y, real mu, real sigma, real xi) {
  return -exp(gen_extreme_value_log_t(y, mu, sigma, xi));
}
real gen_extreme_value_lccdf(real y, real mu, real sigma, real xi) {
  return log1m_exp(gen_extreme_value_lcdf(y | mu, sigma, xi));
}
// The log densities of standardised responses with the same scale and shape, all within the support. For
// tiny x, log1p(x) equals x, so that the limit for a shape of zero is exact.
vector gen_extreme_value_within(vector x, real sigma, real xi) {
  real curve = xi == 0 ? 1e-290 : xi;
  vector[num_elements(x)] log_t = -log1p(curve * x) / curve;
  // The second term equals exp(log_t) up to 1e130 and is at most 1e150; exp(log_t) is infinite for log_t > 709.
  return (1 + xi) * log_t - (inv(inv_logit(-log_t) + 1e-150) - 1) - log(sigma);
}
// The log densities of standardised responses that may lie beyond the end of the support. The function
// ceil() returns 1 within the support and 0 beyond it, and has the derivative 0.
vector gen_extreme_value_each(vector x, real sigma, real xi) {
  vector[num_elements(x)] room = 1 + xi * x;
  vector[num_elements(x)] inside = ceil(0.5 + 0.5 * room ./ abs(room));
  return gen_extreme_value_within(inside .* x, sigma, xi) + (1 - inside) * (log(sigma) - 1e30);
}
