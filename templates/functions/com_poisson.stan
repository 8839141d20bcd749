// Log of the normalising constant of the Conway-Maxwell-Poisson distribution: an asymptotic form for large
// means (doi:10.1007/s10463-017-0629-6), otherwise the series until its terms are negligible.
real com_poisson_log_constant(real log_mu, real nu) {
  if (log_mu * nu >= log(1.5) && log_mu >= log(1.5)) {
    real x = nu * exp(log_mu);
    real residual = (square(nu) - 1)
                    * (1 / (24 * x) + (square(nu) + 23) / (1152 * square(x))
                       + (5 * nu ^ 4 - 298 * square(nu) + 11237) / (414720 * x ^ 3));
    return x + log1p(residual) - 0.5 * (nu - 1) * (log(2 * pi()) + log_mu) - 0.5 * log(nu);
  }
  real total = 0;
  real term = 0;
  int k = 0;
  while (term > -36) {
    k += 1;
    if (k > 10000) {
      reject("The shape of com_poisson is too close to zero for a mean of ", exp(log_mu), ".");
    }
    term = nu * (k * log_mu - lgamma(k + 1));
    total = log_sum_exp(total, term);
  }
  return total;
}
real com_poisson_lpmf(int y, real mu, real nu) {
  return nu * (y * log(mu) - lgamma(y + 1)) - com_poisson_log_constant(log(mu), nu);
}
real com_poisson_lcdf(int y, real mu, real nu) {
  if (y < 0) {
    return negative_infinity();
  }
  vector[y + 1] terms;
  for (k in 0:y) {
    terms[k + 1] = nu * (k * log(mu) - lgamma(k + 1));
  }
  return fmin(log_sum_exp(terms) - com_poisson_log_constant(log(mu), nu), 0);
}
real com_poisson_lccdf(int y, real mu, real nu) {
  return log1m_exp(com_poisson_lcdf(y | mu, nu));
}
// The log probabilities of rows with the same shape nu. Both forms are computed for each row, with the mean
// confined to the range of the form, and each row uses the form that suits its mean. The series is
// 1 + q (1 + q / 2^nu (1 + q / 3^nu (...))) with q = mu^nu, computed from its last term inwards: a fixed number of
// first terms, and as many more as the row with the largest mean needs. The vector ratio is q / 2^nu, which is
// at most 1.5; q itself may be too large for exp().
vector com_poisson_each(vector y, vector lgamma_y1, vector log_mu, real nu) {
  real bound = fmax(log(1.5), log(1.5) / nu);
  vector[rows(y)] beyond = log_mu - bound;
  vector[rows(y)] is_small = floor(0.5 - 0.5 * beyond ./ (abs(beyond) + 1e-300));
  vector[rows(y)] is_large = 1 - is_small;
  vector[rows(y)] excess = is_large .* beyond;
  vector[rows(y)] inv_x = exp(-excess) / (nu * exp(bound));
  vector[rows(y)] residual = (square(nu) - 1) * inv_x
      .* (1.0 / 24 + inv_x .* ((square(nu) + 23) / 1152 + (5 * nu ^ 4 - 298 * square(nu) + 11237) / 414720 * inv_x));
  vector[rows(y)] large = inv(inv_x) + log1p(residual) - 0.5 * (nu - 1) * excess
                          - (0.5 * (nu - 1) * (log(2 * pi()) + bound) + 0.5 * log(nu));
  vector[rows(y)] log_q = nu * (is_small .* log_mu);
  vector[rows(y)] ratio = exp(log_q - nu * log(2));
  vector[rows(y)] total = rep_vector(1, rows(y));
  // An upper bound close to the largest log(q) of the rows that use the series.
  real largest = log_sum_exp(100 * log_q) / 100;
  int k = 24;
  real term = k * largest - nu * lgamma(k + 1);
  while (term > -36) {
    k += 1;
    if (k > 10000) {
      reject("The shape of com_poisson is too close to zero for a mean of ", exp(largest / nu), ".");
    }
    term = k * largest - nu * lgamma(k + 1);
  }
  real exponent = fmin(nu, 200);  // (1/2 k)^nu may overflow, where all terms but two are negligible
  for (i in 25:k) {
    total = 1 + total .* ratio / (0.5 * (k + 25 - i)) ^ exponent;
  }
  for (i in 2:24) {
    total = 1 + total .* ratio / (0.5 * (26 - i)) ^ exponent;
  }
  vector[rows(y)] log_odds = log_q + log(total);
  vector[rows(y)] width = abs(log_odds);
  vector[rows(y)] larger = inv_logit(width);
  return nu * (y .* log_mu - lgamma_y1) - is_large .* large
         - is_small .* (0.5 * (log_odds + width) - log(larger));
}
