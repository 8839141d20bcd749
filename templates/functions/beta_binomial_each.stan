// The log probabilities of rows with the same precision. The terms of the number of trials are computed once
// for each number.
vector beta_binomial_each(vector y, vector trials, vector trials_values, array[] int trials_place,
                          vector log_choose_y, vector mu, real phi) {
  vector[rows(y)] a = mu * phi;
  vector[rows(y)] b = phi - a;
  return lgamma(y + a) - lgamma(a) + lgamma(trials - y + b) - lgamma(b) + log_choose_y
         + lgamma_ratio(trials_values, trials_place, phi);
}
