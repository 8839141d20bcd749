// Log probability of a category, given the log odds of each category against the category before it.
real ordinal_ladder_lpmf(int y, vector steps) {
  vector[num_elements(steps) + 1] ladder = append_row(0, cumulative_sum(steps));
  return ladder[y] - log_sum_exp(ladder);
}
