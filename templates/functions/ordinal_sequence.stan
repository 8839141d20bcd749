// The category at which a sequence of steps stops, given the logs of stopping and of going on.
real ordinal_sequence_lpmf(int y, vector stop, vector go) {
  real reached = sum(head(go, y - 1));
  return y > num_elements(stop) ? reached : reached + stop[y];
}
