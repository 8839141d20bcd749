// Log probability of a category, given the log probabilities below and above each threshold.
real ordinal_cumulative_lpmf(int y, vector below, vector above) {
  int last = num_elements(below) + 1;
  if (y == 1) {
    return below[1];
  } else if (y == last) {
    return above[last - 1];
  } else if (below[y] < above[y]) {
    return log_diff_exp(below[y], below[y - 1]);
  }
  return log_diff_exp(above[y - 1], above[y]);
}
