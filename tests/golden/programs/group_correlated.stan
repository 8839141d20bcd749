// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;  // the response
  int<lower=1> K_mu1;  // number of columns of the design matrix of mu1
  matrix[N, K_mu1] X_mu1;  // design matrix of mu1
  int<lower=1> K_mu2;  // number of columns of the design matrix of mu2
  matrix[N, K_mu2] X_mu2;  // design matrix of mu2
  vector[2] con_theta;  // concentration of the Dirichlet prior of theta
  // group 1: g
  int<lower=1> N_1;  // number of levels
  int<lower=1> M_1;  // number of coefficients of each level
  array[N] int<lower=1> J_1;  // the level of each row
  vector[N] Z_1_mu1_2;  // column of coefficient 2, which adds to mu1
  // group 2: g
  int<lower=1> N_2;  // number of levels
  int<lower=1> M_2;  // number of coefficients of each level
  array[N] int<lower=1> J_2;  // the level of each row
  vector[N] Z_2_mu2_2;  // column of coefficient 2, which adds to mu2
  int prior_only;  // 1 to sample the prior alone
}
transformed data {
  int Kc_mu1 = K_mu1 - 1;  // number of columns without the column of the intercept
  matrix[N, K_mu1] Xi_mu1 = X_mu1;  // column of the intercept, and the other columns centred
  for (k in 2:K_mu1) {
    Xi_mu1[, k] = X_mu1[, k] - mean(X_mu1[, k]);
  }
  matrix[K_mu1, K_mu1] unit_mu1 = identity_matrix(K_mu1);  // its columns place the intercept and the coefficients in one vector
  int Kc_mu2 = K_mu2 - 1;  // number of columns without the column of the intercept
  matrix[N, K_mu2] Xi_mu2 = X_mu2;  // column of the intercept, and the other columns centred
  for (k in 2:K_mu2) {
    Xi_mu2[, k] = X_mu2[, k] - mean(X_mu2[, k]);
  }
  matrix[K_mu2, K_mu2] unit_mu2 = identity_matrix(K_mu2);  // its columns place the intercept and the coefficients in one vector
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
  ordered[2] ordered_Intercept;  // intercepts of the components, in increasing order
  vector<lower=0>[M_1] sd_1;  // standard deviation of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // standardised coefficients of each level
  cholesky_factor_corr[M_1] L_1;  // Cholesky factor of the correlations of the coefficients of g
  vector<lower=0>[M_2] sd_2;  // standard deviation of each coefficient over the levels of g
  matrix[M_2, N_2] z_2;  // standardised coefficients of each level
  cholesky_factor_corr[M_2] L_2;  // Cholesky factor of the correlations of the coefficients of g
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real Intercept_mu1 = ordered_Intercept[1];
  real Intercept_mu2 = ordered_Intercept[2];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept_mu1 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 2 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += lkj_corr_cholesky_lpdf(L_1 | 1);
  lprior += student_t_lpdf(sd_2 | 3, 0, 2.5)
    - 2 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += lkj_corr_cholesky_lpdf(L_2 | 1);
}
model {
  if (!prior_only) {
    matrix[M_1, N_1] r_1 = diag_pre_multiply(sd_1, L_1) * z_1;  // coefficients of each level
    vector[N_1] r_1_mu1_1 = r_1[1]';  // coefficient 1, which adds to mu1
    vector[N_1] r_1_mu1_2 = r_1[2]';  // coefficient 2, which adds to mu1
    matrix[M_2, N_2] r_2 = diag_pre_multiply(sd_2, L_2) * z_2;  // coefficients of each level
    vector[N_2] r_2_mu2_1 = r_2[1]';  // coefficient 1, which adds to mu2
    vector[N_2] r_2_mu2_2 = r_2[2]';  // coefficient 2, which adds to mu2
    vector[N] mu1 = Xi_mu1 * (unit_mu1[, 1] * Intercept_mu1 + unit_mu1[, 2:] * b_mu1)
      + r_1_mu1_1[J_1]
      + r_1_mu1_2[J_1] .* Z_1_mu1_2;
    vector[N] mu2 = Xi_mu2 * (unit_mu2[, 1] * Intercept_mu2 + unit_mu2[, 2:] * b_mu2)
      + r_2_mu2_1[J_2]
      + r_2_mu2_2[J_2] .* Z_2_mu2_2;
    // component 1: normal
    real number1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1);
    vector[N] cost1 = square(Y - mu1) / (2 * square(sigma1));
    // component 2: normal
    real number2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2);
    vector[N] cost2 = square(Y - mu2) / (2 * square(sigma2)) - rep_vector(number2 - number1, N);
    // The density of each row is the sum of the weighted densities of the components. The log density of a
    // component is a number minus the cost of the row. For two costs a and b, share is
    // exp(-b) / (exp(-a) + exp(-b)). In rows where upper is 1, b is smaller than a, and
    // -log(exp(-a) + exp(-b)) equals b + log(share). In rows where lower is 1, it equals a + log(1 - share).
    // The argument of the logarithm is the absolute value of taken.
    vector[N] share_1_2 = inv_logit(cost1 - cost2);
    vector[N] upper_1_2 = floor(1.5 * share_1_2);
    vector[N] lower_1_2 = 1 - upper_1_2;
    vector[N] taken_1_2 = share_1_2 - lower_1_2;
    vector[N %/% 10] product_1_2 = head(taken_1_2, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
    for (i in 1:9) {
      product_1_2 .*= segment(taken_1_2, i * (N %/% 10) + 1, N %/% 10);
    }
    target += N * number1 - dot_product(cost1, lower_1_2) - dot_product(cost2, upper_1_2)
      - 0.5 * (sum(log(square(product_1_2))) + sum(log(square(tail(taken_1_2, N - 10 * (N %/% 10))))));
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
  target += std_normal_lpdf(to_vector(z_2));
}
generated quantities {
}
