// The log probabilities below and above x under the complementary log-log link.
vector log_below_cloglog(vector x) {
  return log1m_exp(-exp(x));
}
vector log_above_cloglog(vector x) {
  return -exp(x);
}
