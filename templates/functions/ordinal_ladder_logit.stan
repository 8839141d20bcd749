// The log probabilities of rows with the same thresholds, given the log odds of each category against the
// category before it under the logistic distribution. The vector total is the log of the sum of all odds, to which
// each category is added by log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(a - b))). The functions of
// the last term are in separate statements, because stanc turns log(inv_logit()) into the slower log_inv_logit().
vector ordinal_ladder_logit_each(array[] int below, vector has_below, vector y_vector, vector mu, vector thres,
                                 real disc) {
  vector[rows(mu)] step = mu / inv(disc);
  vector[rows(mu)] total = rep_vector(0, rows(mu));
  for (k in 1:rows(thres)) {
    vector[rows(mu)] rung = k * step - disc * sum(head(thres, k));
    vector[rows(mu)] distance = abs(rung - total);
    vector[rows(mu)] larger = inv_logit(distance);
    total = 0.5 * (total + rung + distance) - log(larger);
  }
  return (y_vector - 1) .* step - has_below .* (disc * cumulative_sum(thres))[below] - total;
}
