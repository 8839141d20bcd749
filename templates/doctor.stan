// A program that tests an engine: the derivative of the log density at x is -x.
data {
  int prior_only;
}
parameters {
  real x;
}
model {
  target += normal_lpdf(x | 0, 1);
}
