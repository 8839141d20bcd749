// The log probabilities below and above x under the logistic distribution.
vector log_below_logit(vector x) {
  return log_inv_logit(x);
}
vector log_above_logit(vector x) {
  return log1m_inv_logit(x);
}
