// data: no_intercept
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;

// summand: no_intercept
X_mu1 * b_mu1
