// Ascending thresholds from coordinates: the first threshold, and for each distance to the next one a number
// in which it is nearly linear. The last element is the log determinant of the derivative.
vector ascending(vector free) {
  int n = rows(free);
  vector[n - 1] width = log1p_exp(4 * free[2:n]) / 4;
  return append_row(cumulative_sum(append_row(free[1], 4 * sinh(width / 4))),
                    sum(log_inv_logit(4 * free[2:n])) + sum(log(cosh(width / 4))));
}
