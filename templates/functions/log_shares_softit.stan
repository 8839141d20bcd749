// The log probabilities below and above x under the softit link, s / (1 + s) of the softplus s.
vector log_below_softit(vector x) {
  return log(log1p_exp(x)) - log1p(log1p_exp(x));
}
vector log_above_softit(vector x) {
  return -log1p(log1p_exp(x));
}
