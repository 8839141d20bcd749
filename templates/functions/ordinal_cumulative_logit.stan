// The position of the threshold above each category, or of that below; of the last or first of all
// where there is none.
array[] int threshold_above(array[] int y, int nthres) {
  array[num_elements(y)] int k;
  for (n in 1:num_elements(y)) {
    k[n] = min(y[n], nthres);
  }
  return k;
}
array[] int threshold_below(array[] int y) {
  array[num_elements(y)] int k;
  for (n in 1:num_elements(y)) {
    k[n] = max(y[n] - 1, 1);
  }
  return k;
}
// The log probabilities of rows with the same thresholds under the logistic distribution F: between
// distances b and a from mu that is F(a) (1 - F(b)) (1 - exp(b - a)), of which the outer categories
// lack factors. The log of F(x) is min(x, 0) + log(inv_logit(abs(x))), in which no tail is lost.
vector ordinal_cumulative_logit_each(array[] int above, array[] int below, vector has_above, vector has_below,
                                     array[] int before, vector is_first, vector mu, vector thres, real disc) {
  vector[rows(mu)] a = disc * (has_above .* (thres[above] - mu));
  vector[rows(mu)] b = disc * (has_below .* (mu - thres[below]));
  vector[rows(thres)] width = (1 - is_first) .* log1m_exp(disc * (thres[before] - thres) - is_first);
  return 0.5 * (a - abs(a) + b - abs(b)) + has_above .* width[above]
         + log((1 - has_above + has_above .* inv_logit(abs(a))) .* (1 - has_below + has_below .* inv_logit(abs(b))));
}
