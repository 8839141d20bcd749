// What an engine is tried with: the slope at x is -x.
data {
  int prior_only;
}
parameters {
  real x;
}
model {
  target += normal_lpdf(x | 0, 1);
}
