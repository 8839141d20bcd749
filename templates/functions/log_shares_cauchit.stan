// The log probabilities below and above x under the standard Cauchy distribution.
vector log_below_cauchit(vector x) {
  vector[num_elements(x)] p;
  for (k in 1:num_elements(x)) {
    p[k] = log(atan2(1, -x[k])) - log(pi());
  }
  return p;
}
vector log_above_cauchit(vector x) {
  return log_below_cauchit(-x);
}
