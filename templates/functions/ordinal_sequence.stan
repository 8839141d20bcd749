// Log probability of a category, at which a sequence of steps stops, given the log probabilities of stopping
// and of going on at each step.
real ordinal_sequence_lpmf(int y, vector stop, vector go) {
  real reached = sum(head(go, y - 1));
  return y > num_elements(stop) ? reached : reached + stop[y];
}
