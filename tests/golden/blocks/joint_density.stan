// heavy_tailed: correlated_residuals
lgamma(0.5 * (nu + nresp)) - lgamma(0.5 * nu) - 0.5 * nresp * log(nu * pi())
  - (0.5 * (nu + nresp)) * log1p(squared / nu)

// likelihood: correlated_residuals
<standard_error.added>
matrix[N, nresp] residuals;  // residuals divided by the sigma of each response
residuals[, 1] = (Y_y - mu_y) ./ sigma_y_se;
residuals[, 2] = (Y_upper - mu_upper) ./ sigma_upper;
vector[N] squared = columns_dot_self(mdivide_left_tri_low(Lrescor, residuals'))';  // squared length of the uncorrelated residuals of each row
vector[N] lp = <joint_density.heavy_tailed>
  - sum(log(diagonal(Lrescor))) - <logarithm.computed> - <logarithm.held>;
<total.plain>

// likelihood: correlated_residuals_weighted
matrix[N, nresp] residuals;  // residuals divided by the sigma of each response
residuals[, 1] = (Y_y - mu_y) / sigma_y;
residuals[, 2] = (Y_upper - mu_upper) / sigma_upper;
vector[N] squared = columns_dot_self(mdivide_left_tri_low(Lrescor, residuals'))';  // squared length of the uncorrelated residuals of each row
vector[N] lp = <joint_density.normal>
  - sum(log(diagonal(Lrescor))) - <logarithm.computed> - <logarithm.computed>;
<total.weighted>

// normal: correlated_residuals_weighted
-0.5 * nresp * log(2 * pi()) - 0.5 * squared
