// A shape for which all standardised responses lie within the support.
real scaled_shape(real unscaled, vector x) {
  real first = -inv(min(x));
  real last = -inv(max(x));
  real least = fmin(first, last);
  return least + inv_logit(unscaled) * (fmax(first, last) - least);
}
