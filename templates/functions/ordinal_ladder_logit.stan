// The log probabilities of rows with the same thresholds, given the log odds of each category against the
// category before it under the logistic distribution. The vector total is the log of the sum of all odds, to which
// each category is added by log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(a - b))).
vector ordinal_ladder_logit_each(array[] int y, vector y_vector, vector mu, vector thres, real disc) {
  vector[rows(mu)] step = disc * mu;
  vector[rows(thres) + 1] below = disc * append_row(0, cumulative_sum(thres));
  vector[rows(mu)] total = rep_vector(0, rows(mu));
  for (k in 1:rows(thres)) {
    vector[rows(mu)] rung = k * step - below[k + 1];
    vector[rows(mu)] distance = abs(rung - total);
    total = 0.5 * (total + rung + distance) - log(inv_logit(distance));
  }
  return (y_vector - 1) .* step - below[y] - total;
}
