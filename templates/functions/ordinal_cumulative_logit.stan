// The log probabilities of rows with the same thresholds. The probability of a category whose thresholds
// lie at the distances lower and upper from mu is F(upper) - F(lower) under the logistic distribution F,
// which equals F(a) F(b) (1 - exp(lower - upper)) with a = upper and b = -lower. The first category has
// no factor F(b), the last one no factor F(a). The log of F(x) is 0.5 (x - abs(x)) + log(inv_logit(abs(x))),
// which stays exact in both tails.
vector ordinal_cumulative_logit_each(array[] int above, array[] int below, vector has_above, vector has_below,
                                     array[] int before, vector is_first, vector mu, vector thres, real disc) {
  vector[rows(mu)] a = has_above .* (thres[above] - mu) / inv(disc);
  vector[rows(mu)] b = has_below .* (mu - thres[below]) / inv(disc);
  vector[rows(thres)] width = (1 - is_first) .* log1m_exp(disc * (thres[before] - thres) - is_first);
  return 0.5 * (a - abs(a) + b - abs(b)) + has_above .* width[above]
         + log((1 - has_above + has_above .* inv_logit(abs(a))) .* (1 - has_below + has_below .* inv_logit(abs(b))));
}
