// The steps that lead to the category of each row: 1 where the row stops, -1 where it goes on, 0 after.
matrix ordinal_steps(array[] int y, int nthres) {
  matrix[num_elements(y), nthres] steps;
  for (k in 1:nthres) {
    for (n in 1:num_elements(y)) {
      steps[n, k] = (y[n] == k) - (y[n] > k);
    }
  }
  return steps;
}
// The log probabilities of rows with the same thresholds under the logistic distribution.
vector ordinal_sequence_logit_each(matrix steps, vector mu, vector thres, real disc) {
  vector[rows(steps)] total = rep_vector(0, rows(steps));
  for (k in 1:cols(steps)) {
    total += square(steps[, k]) .* log_inv_logit(disc * steps[, k] .* (thres[k] - mu));
  }
  return total;
}
