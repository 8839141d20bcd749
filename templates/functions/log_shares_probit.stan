// The log probabilities below and above x under the standard normal distribution.
vector log_below_probit(vector x) {
  vector[num_elements(x)] p;
  for (k in 1:num_elements(x)) {
    p[k] = std_normal_lcdf(x[k]);
  }
  return p;
}
vector log_above_probit(vector x) {
  return log_below_probit(-x);
}
