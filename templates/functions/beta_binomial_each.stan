// The log probabilities of rows with the same precision. The term lgamma(trials + precision) is computed
// once for each number of trials.
vector beta_binomial_each(vector y, vector trials, vector trials_values, array[] int trials_place,
                          vector log_choose_y, vector mu, real phi) {
  vector[rows(y)] a = mu * phi;
  vector[rows(y)] b = phi - a;
  return lgamma(phi) - lgamma_shifted(trials_values, trials_place, phi)
         + lgamma(y + a) - lgamma(a) + lgamma(trials - y + b) - lgamma(b) + log_choose_y;
}
// The log probabilities of rows with the same precision and the same probability of an additional zero.
vector zero_inflated_beta_binomial_each(vector y, vector trials, vector trials_values, array[] int trials_place,
                                        vector log_choose_y, vector is_zero, vector mu, real phi, real zi) {
  vector[rows(y)] own = beta_binomial_each(y, trials, trials_values, trials_place, log_choose_y, mu, phi);
  return log(zi + (1 - zi) * exp(is_zero .* own)) + (1 - is_zero) .* (log1m(zi) + own);
}
