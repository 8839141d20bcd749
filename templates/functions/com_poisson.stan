// Log of the constant of the Conway-Maxwell-Poisson: an asymptotic form for large means
// (doi:10.1007/s10463-017-0629-6), otherwise the series until its terms no longer matter.
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
// The log probabilities of rows with the same shape. Both forms are computed for each row, with the mean
// confined to the range of the form, and each row takes the form of its own mean. The series has a fixed
// number of first terms, and further terms until the row with the largest mean needs no more. Where means
// are small, the terms are largest at k = 0 or 1, so that exp() stays finite.
vector com_poisson_each(vector y, vector lgamma_y1, vector mu, real nu) {
  vector[num_elements(y)] log_mu = log(mu);
  real bound = fmax(log(1.5), log(1.5) / nu);
  vector[num_elements(y)] large = fmax(log_mu, bound);
  vector[num_elements(y)] x = nu * exp(large);
  vector[num_elements(y)] residual = (square(nu) - 1)
      * (inv(24 * x) + (square(nu) + 23) * inv(1152 * square(x))
         + (5 * nu ^ 4 - 298 * square(nu) + 11237) * inv(414720 * x .* square(x)));
  vector[num_elements(y)] found = x + log1p(residual) - 0.5 * (nu - 1) * (log(2 * pi()) + large)
                                  - 0.5 * log(nu);
  vector[num_elements(y)] is_small = ceil(fmin(fmax(bound - log_mu, 0), 1));
  vector[num_elements(y)] small = is_small .* log_mu;
  vector[num_elements(y)] peak = nu * fmax(small, 0);
  vector[num_elements(y)] total = exp(-peak);
  real largest = max(small);
  int k = 24;
  for (j in 1:k) {
    total += exp(nu * (j * small - lgamma(j + 1)) - peak);
  }
  real term = nu * (k * largest - lgamma(k + 1));
  while (term > -36) {
    k += 1;
    if (k > 10000) {
      reject("The shape of com_poisson is too close to zero for a mean of ", exp(largest), ".");
    }
    term = nu * (k * largest - lgamma(k + 1));
    total += exp(nu * (k * small - lgamma(k + 1)) - peak);
  }
  total = is_small .* (peak + log(total)) + (1 - is_small) .* found;
  return nu * (y .* log_mu - lgamma_y1) - total;
}
