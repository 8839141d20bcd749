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
  int<lower=1> K_sigma2;  // number of columns of the design matrix of sigma2
  matrix[N, K_sigma2] X_sigma2;  // design matrix of sigma2
  vector[2] con_theta;  // concentration of the Dirichlet prior of theta
  real<lower=0> hs_df_mu1;  // degrees of freedom of the local scales
  real<lower=0> hs_df_global_mu1;  // degrees of freedom of the global scale
  real<lower=0> hs_df_slab_mu1;  // degrees of freedom of the slab
  real<lower=0> hs_scale_global_mu1;  // scale of the prior of the global scale
  real<lower=0> hs_scale_slab_mu1;  // scale of the slab
  real<lower=0> R2D2_mean_R2_mu2;  // mean of the prior of R2
  real<lower=0> R2D2_prec_R2_mu2;  // precision of the prior of R2
  vector<lower=0>[2] R2D2_cons_D2_mu2;  // concentration of the shares
  real<lower=0> lasso_df_sigma2;  // degrees of freedom of the inverse shrinkage
  real<lower=0> lasso_scale_sigma2;  // scale of the coefficients
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
  int Kc_sigma2 = K_sigma2 - 1;  // number of columns without the column of the intercept
  matrix[N, K_sigma2] Xi_sigma2 = X_sigma2;  // column of the intercept, and the other columns centred
  for (k in 2:K_sigma2) {
    Xi_sigma2[, k] = X_sigma2[, k] - mean(X_sigma2[, k]);
  }
  matrix[K_sigma2, K_sigma2] unit_sigma2 = identity_matrix(K_sigma2);  // its columns place the intercept and the coefficients in one vector
}
parameters {
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_sigma2] b_sigma2;  // coefficients of sigma2
  real Intercept_sigma2;  // intercept of sigma2 at the means of the columns
  simplex[2] theta;  // mixing proportions
  ordered[2] ordered_Intercept;  // intercepts of the components, in increasing order
  vector[Kc_mu1] zb_mu1;  // standardised coefficients
  vector<lower=0>[Kc_mu1] hs_local_mu1;  // local scales of the coefficients
  real<lower=0> hs_global_mu1;  // global scale of the coefficients
  real<lower=0> hs_slab_mu1;  // variance of the slab, in units of hs_scale_slab squared
  vector[Kc_mu2] zb_mu2;  // standardised coefficients
  simplex[Kc_mu2] R2D2_phi_mu2;  // shares of the coefficients in the explained variance
  real<lower=0, upper=1> R2D2_R2_mu2;  // explained variance
  real<lower=0> lasso_inv_lambda_sigma2;  // inverse shrinkage
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real Intercept_mu1 = ordered_Intercept[1];
  real Intercept_mu2 = ordered_Intercept[2];
  real lprior = 0;  // log density of the priors
  vector[Kc_mu1] b_mu1 = hs_global_mu1 * zb_mu1 .* hs_local_mu1
    ./ sqrt(1 + square(hs_global_mu1 * hs_local_mu1) / (square(hs_scale_slab_mu1) * hs_slab_mu1));
  lprior += student_t_lpdf(hs_global_mu1 | hs_df_global_mu1, 0, hs_scale_global_mu1) + log2();
  lprior += inv_gamma_lpdf(hs_slab_mu1 | 0.5 * hs_df_slab_mu1, 0.5 * hs_df_slab_mu1);
  lprior += student_t_lpdf(Intercept_mu1 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  vector[Kc_mu2] b_mu2 = zb_mu2 .* sqrt(R2D2_phi_mu2 * (R2D2_R2_mu2 / (1 - R2D2_R2_mu2)));
  lprior += beta_proportion_lpdf(R2D2_R2_mu2 | R2D2_mean_R2_mu2, R2D2_prec_R2_mu2);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += chi_square_lpdf(lasso_inv_lambda_sigma2 | lasso_df_sigma2);
  lprior += student_t_lpdf(Intercept_sigma2 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    vector[N] mu1 = Xi_mu1 * (unit_mu1[, 1] * Intercept_mu1 + unit_mu1[, 2:] * b_mu1);
    vector[N] mu2 = Xi_mu2 * (unit_mu2[, 1] * Intercept_mu2 + unit_mu2[, 2:] * b_mu2);
    vector[N] log_sigma2 = Xi_sigma2 * (unit_sigma2[, 1] * Intercept_sigma2 + unit_sigma2[, 2:] * b_sigma2);
    vector[N] sigma2 = exp(log_sigma2);
    // component 1: normal
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    // component 2: normal
    vector[N] lp2 = log(theta2)
      - 0.5 * log(2 * pi()) - log_sigma2 - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // The density of each row is the sum of the weighted densities of the components. For two log densities
    // a and b, share is exp(b) / (exp(a) + exp(b)). In rows where upper is 1, b is larger than a, and
    // log(exp(a) + exp(b)) equals b - log(share). In rows where lower is 1, it equals a - log(1 - share).
    // The argument of the logarithm is the absolute value of taken.
    vector[N] share_1_2 = inv_logit(lp2 - lp1);
    vector[N] upper_1_2 = floor(1.5 * share_1_2);
    vector[N] lower_1_2 = 1 - upper_1_2;
    vector[N] taken_1_2 = share_1_2 - lower_1_2;
    vector[N %/% 10] product_1_2 = head(taken_1_2, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
    for (i in 1:9) {
      product_1_2 .*= segment(taken_1_2, i * (N %/% 10) + 1, N %/% 10);
    }
    target += dot_product(lp1, lower_1_2) + dot_product(lp2, upper_1_2)
      - 0.5 * (sum(log(square(product_1_2))) + sum(log(square(tail(taken_1_2, N - 10 * (N %/% 10))))));
  }
  target += lprior;
  target += std_normal_lpdf(zb_mu1);
  target += student_t_lpdf(hs_local_mu1 | hs_df_mu1, 0, 1) + Kc_mu1 * log2();
  target += std_normal_lpdf(zb_mu2);
  target += dirichlet_lpdf(R2D2_phi_mu2 | R2D2_cons_D2_mu2);
  target += double_exponential_lpdf(b_sigma2 | 0, lasso_scale_sigma2 * lasso_inv_lambda_sigma2);
}
generated quantities {
}
