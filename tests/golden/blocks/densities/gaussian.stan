// cost: gaussian
square(Y - mu1) / (2 * square(sigma1))

// cost_of_residual: gaussian
square(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] * (Intercept_mu1 - middle_mu1) + unit_mu1[, 3:] * b_mu1) * (sqrt(0.5) / sigma1)))

// number: gaussian
-0.5 * log(2 * pi()) - log(sigma1)

// sum: gaussian
real lp1 = N * (-0.5 * log(2 * pi()) - log(sigma1))
  - (0.5 * inv_square(sigma1)) * dot_self(Y - mu1);

// sum_of_residual: gaussian
real lp1 = N * (-0.5 * log(2 * pi()) - log(sigma1))
  - dot_self(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] * (Intercept_mu1 - middle_mu1) + unit_mu1[, 3:] * b_mu1) * (sqrt(0.5) / sigma1)));

// vector: gaussian
-0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1)
