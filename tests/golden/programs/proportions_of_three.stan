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
  int<lower=1> K_mu3;  // number of columns of the design matrix of mu3
  matrix[N, K_mu3] X_mu3;  // design matrix of mu3
  int<lower=1> K_theta3;  // number of columns of the design matrix of theta3
  matrix[N, K_theta3] X_theta3;  // design matrix of theta3
  // group 1: g
  int<lower=1> N_1;  // number of levels
  int<lower=1> M_1;  // number of coefficients of each level
  array[N] int<lower=1> J_1;  // the level of each row
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
  int Kc_mu3 = K_mu3 - 1;  // number of columns without the column of the intercept
  matrix[N, K_mu3] Xi_mu3 = X_mu3;  // column of the intercept, and the other columns centred
  for (k in 2:K_mu3) {
    Xi_mu3[, k] = X_mu3[, k] - mean(X_mu3[, k]);
  }
  matrix[K_mu3, K_mu3] unit_mu3 = identity_matrix(K_mu3);  // its columns place the intercept and the coefficients in one vector
  int Kc_theta3 = K_theta3 - 1;  // number of columns without the column of the intercept
  matrix[N, K_theta3] Xi_theta3 = X_theta3;  // column of the intercept, and the other columns centred
  for (k in 2:K_theta3) {
    Xi_theta3[, k] = X_theta3[, k] - mean(X_theta3[, k]);
  }
  matrix[K_theta3, K_theta3] unit_theta3 = identity_matrix(K_theta3);  // its columns place the intercept and the coefficients in one vector
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real<lower=0> sigma2;  // sigma of component 2
  vector[Kc_mu3] b_mu3;  // coefficients of mu3
  real<lower=0> sigma3;  // sigma of component 3
  real Intercept_theta1;  // intercept of theta1 at the means of the columns
  vector[Kc_theta3] b_theta3;  // coefficients of theta3
  real Intercept_theta3;  // intercept of theta3 at the means of the columns
  ordered[3] ordered_Intercept;  // intercepts of the components, in increasing order
  vector<lower=0>[M_1] sd_1;  // standard deviation of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // standardised coefficients of each level of g
}
transformed parameters {
  real Intercept_mu1 = ordered_Intercept[1];
  real Intercept_mu2 = ordered_Intercept[2];
  real Intercept_mu3 = ordered_Intercept[3];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept_mu1 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(Intercept_mu3 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma3 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += logistic_lpdf(Intercept_theta1 | 0, 1);
  lprior += logistic_lpdf(Intercept_theta3 | 0, 1);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
}
model {
  if (!prior_only) {
    vector[N_1] r_1_theta3_1 = sd_1[1] * z_1[1]';  // coefficient 1, which adds to theta3
    vector[N] mu1 = Xi_mu1 * (unit_mu1[, 1] * Intercept_mu1 + unit_mu1[, 2:] * b_mu1);
    vector[N] mu2 = Xi_mu2 * (unit_mu2[, 1] * Intercept_mu2 + unit_mu2[, 2:] * b_mu2);
    vector[N] mu3 = Xi_mu3 * (unit_mu3[, 1] * Intercept_mu3 + unit_mu3[, 2:] * b_mu3);
    real theta1 = Intercept_theta1;
    vector[N] theta3 = Xi_theta3 * (unit_theta3[, 1] * Intercept_theta3 + unit_theta3[, 2:] * b_theta3)
      + r_1_theta3_1[J_1];
    vector[N] log_total_1 = 0.5 * (theta3 + abs(theta3)) - log(inv_logit(abs(theta3)));  // log(1 + exp(theta3))
    vector[N] log_total_2 = 0.5 * (log_total_1 + theta1 + abs(theta1 - log_total_1)) - log(inv_logit(abs(theta1 - log_total_1)));  // log(exp(log_total_1) + exp(theta1))
    // component 1: normal
    vector[N] lp1 = theta1
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    // component 2: normal
    vector[N] lp2 = -0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // component 3: normal
    vector[N] lp3 = -0.5 * log(2 * pi()) - log(sigma3) - (0.5 * inv_square(sigma3)) .* square(Y - mu3)
      + theta3;
    // The density of each row is the sum of the weighted densities of the components. For two log densities
    // a and b, share is exp(b) / (exp(a) + exp(b)). In rows where upper is 1, b is larger than a, and
    // log(exp(a) + exp(b)) equals b - log(share). In rows where lower is 1, it equals a - log(1 - share).
    // The argument of the logarithm is the absolute value of taken.
    vector[N] share_1_2 = inv_logit(lp2 - lp1);
    vector[N] upper_1_2 = floor(1.5 * share_1_2);
    vector[N] lower_1_2 = 1 - upper_1_2;
    vector[N] taken_1_2 = share_1_2 - lower_1_2;
    vector[N] lp1_2 = lp1 .* lower_1_2 + lp2 .* upper_1_2 - 0.5 * log(square(taken_1_2));
    vector[N] share_1_2_3 = inv_logit(lp3 - lp1_2);
    vector[N] upper_1_2_3 = floor(1.5 * share_1_2_3);
    vector[N] lower_1_2_3 = 1 - upper_1_2_3;
    vector[N] taken_1_2_3 = share_1_2_3 - lower_1_2_3;
    vector[N %/% 10] product_1_2_3 = head(taken_1_2_3, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
    for (i in 1:9) {
      product_1_2_3 .*= segment(taken_1_2_3, i * (N %/% 10) + 1, N %/% 10);
    }
    target += dot_product(lp1_2, lower_1_2_3) + dot_product(lp3, upper_1_2_3)
      - 0.5 * (sum(log(square(product_1_2_3))) + sum(log(square(tail(taken_1_2_3, N - 10 * (N %/% 10)))))) - sum(log_total_2);
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
}
generated quantities {
}
