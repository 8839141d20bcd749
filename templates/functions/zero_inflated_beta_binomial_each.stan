// The log probabilities of rows with the same precision and the same probability of an additional zero.
vector zero_inflated_beta_binomial_each(vector y, vector trials, vector trials_values, array[] int trials_place,
                                        vector log_choose_y, vector is_zero, vector mu, real phi, real zi) {
  vector[rows(y)] own = beta_binomial_each(y, trials, trials_values, trials_place, log_choose_y, mu, phi);
  return log1m(zi) + (1 - is_zero) .* own + is_zero .* log(zi / (1 - zi) + exp(is_zero .* own));
}
