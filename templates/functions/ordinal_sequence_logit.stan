// The steps that lead to the category of each row: 1 where the row stops, -1 where it goes on, 0 afterwards.
matrix ordinal_steps(array[] int y, int nthres) {
  matrix[num_elements(y), nthres] steps;
  for (k in 1:nthres) {
    for (n in 1:num_elements(y)) {
      steps[n, k] = (y[n] == k) - (y[n] > k);
    }
  }
  return steps;
}
// The log probabilities of rows with the same thresholds under the logistic distribution F. A step at the
// distance x has the log probability log(F(x)) = 0.5 (x - abs(x)) + log(F(abs(x))). The steps of a row share
// one logarithm, of a product of factors of at least 1/2; a step that is not reached has the factor 1/2, which
// log_unreached removes.
vector ordinal_sequence_logit_each(matrix steps, vector log_unreached, vector mu, vector thres, real disc) {
  vector[rows(mu)] scaled = mu / inv(disc);
  vector[rows(mu)] excess = rep_vector(0, rows(mu));
  vector[rows(mu)] factors = rep_vector(1, rows(mu));
  vector[rows(mu)] logs = log_unreached;
  for (k in 1:cols(steps)) {
    vector[rows(mu)] distance = steps[, k] .* (disc * thres[k] - scaled);
    vector[rows(mu)] width = abs(distance);
    excess += distance - width;
    factors .*= inv_logit(width);
    if (k % 500 == 0) {
      logs += log(factors);
      factors = rep_vector(1, rows(mu));
    }
  }
  return 0.5 * excess + logs + log(factors);
}
