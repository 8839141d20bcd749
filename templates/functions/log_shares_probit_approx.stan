// The log probabilities below and above x under Stan's approximation of the normal distribution.
vector log_below_probit_approx(vector x) {
  return log_inv_logit(0.07056 * x .* x .* x + 1.5976 * x);
}
vector log_above_probit_approx(vector x) {
  return log_below_probit_approx(-x);
}
