// The three ascending thresholds of each of two components from coordinates, and in the last element the log
// determinant of the derivative. The coordinates of a component are its first threshold and a number for the
// distance to its last one. The third coordinate of the first component is the log odds of the rows of both
// components between their first and their second thresholds, among those between the first and the last ones.
// That of the second component tells which part of these rows belongs to the first component.
vector two_ascending(vector one, vector two, vector weights) {
  vector[2] width = log1p_exp(4 * [one[2], two[2]]') / 4;
  vector[2] low = [one[1], two[1]]';
  vector[2] high = low + 4 * sinh(width / 4);
  vector[2] between = weights .* inv_logit(high) .* inv_logit(-low) .* -expm1(low - high);
  real passed = sum(between) * inv_logit(one[3]);
  real remains = sum(between) * inv_logit(-one[3]);
  real range = fmin(fmin(passed, between[1]), fmin(between[2], remains));
  real part = range * inv_logit(two[3]);
  real rest = range * inv_logit(-two[3]);
  vector[2] below = weights .* inv_logit(low)
                    + [fmax(0, passed - between[2]) + part, fmax(0, passed - between[1]) + rest]';
  vector[2] above = weights .* inv_logit(-high)
                    + [fmax(0, between[1] - passed) + rest, fmax(0, between[2] - passed) + part]';
  vector[2] middle = log(below) - log(above);
  return [low[1], middle[1], high[1], low[2], middle[2], high[2],
          sum(log_inv_logit(4 * [one[2], two[2]]') + log(cosh(width / 4)))
          + log(sum(between)) + log_inv_logit(one[3]) + log_inv_logit(-one[3])
          + log(range) + log_inv_logit(two[3]) + log_inv_logit(-two[3])
          + sum(log(weights) - log(below) - log(above))]';
}
