// cost: student
log1p(square(Y - mu1) / (nu1 * square(sigma1))) / (2 / (nu1 + 1))

// cost_of_residual: student
log1p(square(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] * (Intercept_mu1 - middle_mu1) + unit_mu1[, 3:] * b_mu1) * (inv(sqrt(nu1) * sigma1))))) / (2 / (nu1 + 1))

// number: student
lgamma(0.5 * (nu1 + 1)) - lgamma(0.5 * nu1) - 0.5 * log(pi() * nu1) - log(sigma1)

// sum: student
real lp1 = N * (lgamma(0.5 * (nu1 + 1)) - lgamma(0.5 * nu1) - 0.5 * log(pi() * nu1) - log(sigma1))
  - (0.5 * (nu1 + 1)) * sum(log1p(inv(nu1 * square(sigma1)) * square(Y - mu1)));

// sum_of_residual: student
real lp1 = N * (lgamma(0.5 * (nu1 + 1)) - lgamma(0.5 * nu1) - 0.5 * log(pi() * nu1) - log(sigma1))
  - (0.5 * (nu1 + 1)) * sum(log1p(square(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] * (Intercept_mu1 - middle_mu1) + unit_mu1[, 3:] * b_mu1) * (inv(sqrt(nu1) * sigma1))))));

// vector: student
(lgamma(0.5 * (nu1 + 1)) - lgamma(0.5 * nu1) - 0.5 * log(pi() * nu1) - log(sigma1))
- 0.5 * (nu1 + 1) .* log1p(inv(nu1 .* square(sigma1)) .* square(Y - mu1))
