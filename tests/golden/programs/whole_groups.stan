// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;  // the response
  int<lower=1> N_whole;  // number of groups whose rows belong to one component
  array[N] int<lower=1> rows_whole;  // positions of the rows, ordered by group
  array[N_whole] int<lower=1> start_whole;  // position of the first row of each group in rows_whole
  array[N_whole] int<lower=1> size_whole;  // number of rows of each group
  int<lower=1> K_mu1;  // number of columns of the design matrix of mu1
  matrix[N, K_mu1] X_mu1;  // design matrix of mu1
  int<lower=1> K_mu2;  // number of columns of the design matrix of mu2
  matrix[N, K_mu2] X_mu2;  // design matrix of mu2
  vector[2] con_theta;  // concentration of the Dirichlet prior of theta
  // group 1: g
  int<lower=1> N_1;  // number of levels
  int<lower=1> M_1;  // number of coefficients of each level
  array[N] int<lower=1> J_1;  // the level of each row
  // group 2: g
  int<lower=1> N_2;  // number of levels
  int<lower=1> M_2;  // number of coefficients of each level
  array[N] int<lower=1> J_2;  // the level of each row
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
  matrix[M_1, N_1] z_1;  // standardised coefficients of each level of g
  vector<lower=0>[M_2] sd_2;  // standard deviation of each coefficient over the levels of g
  matrix[M_2, N_2] z_2;  // standardised coefficients of each level of g
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
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(sd_2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
}
model {
  if (!prior_only) {
    vector[N_1] r_1_mu1_1 = sd_1[1] * z_1[1]';  // coefficient 1, which adds to mu1
    vector[N_2] r_2_mu2_1 = sd_2[1] * z_2[1]';  // coefficient 1, which adds to mu2
    vector[N] mu1 = Xi_mu1 * (unit_mu1[, 1] * Intercept_mu1 + unit_mu1[, 2:] * b_mu1)
      + r_1_mu1_1[J_1];
    vector[N] mu2 = Xi_mu2 * (unit_mu2[, 1] * Intercept_mu2 + unit_mu2[, 2:] * b_mu2)
      + r_2_mu2_1[J_2];
    // component 1: normal
    vector[N] lp1 = -0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    // component 2: normal
    vector[N] lp2 = -0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    vector[N_whole] lp1_whole;
    for (j in 1:N_whole) {
      lp1_whole[j] = sum(lp1[segment(rows_whole, start_whole[j], size_whole[j])]);
    }
    lp1_whole += log(theta1);
    vector[N_whole] lp2_whole;
    for (j in 1:N_whole) {
      lp2_whole[j] = sum(lp2[segment(rows_whole, start_whole[j], size_whole[j])]);
    }
    lp2_whole += log(theta2);
    // The density of each row is the sum of the weighted densities of the components. For two log densities
    // a and b, share is exp(b) / (exp(a) + exp(b)). In rows where upper is 1, b is larger than a, and
    // log(exp(a) + exp(b)) equals b - log(share). In rows where lower is 1, it equals a - log(1 - share).
    // The argument of the logarithm is the absolute value of taken.
    vector[N_whole] share_1_2 = inv_logit(lp2_whole - lp1_whole);
    vector[N_whole] upper_1_2 = floor(1.5 * share_1_2);
    vector[N_whole] lower_1_2 = 1 - upper_1_2;
    vector[N_whole] taken_1_2 = share_1_2 - lower_1_2;
    vector[N_whole %/% 10] product_1_2 = head(taken_1_2, N_whole %/% 10);  // products over ten rows each, so that ten rows need one logarithm
    for (i in 1:9) {
      product_1_2 .*= segment(taken_1_2, i * (N_whole %/% 10) + 1, N_whole %/% 10);
    }
    target += dot_product(lp1_whole, lower_1_2) + dot_product(lp2_whole, upper_1_2)
      - 0.5 * (sum(log(square(product_1_2))) + sum(log(square(tail(taken_1_2, N_whole - 10 * (N_whole %/% 10))))));
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
  target += std_normal_lpdf(to_vector(z_2));
}
generated quantities {
}
