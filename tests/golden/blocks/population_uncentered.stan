// summand: no_intercept
X_mu1 * b_mu1
