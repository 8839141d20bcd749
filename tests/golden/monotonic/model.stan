// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1] X_mu1;
  int<lower=1> Ksp_mu1;  // monotonic coefficients of mu1
  int<lower=1> Imo_mu1;  // their variables
  array[Imo_mu1] int<lower=1> Jmo_mu1;  // steps of each variable
  array[N] int<lower=0> Xmo_mu1_1;  // steps of each row
  array[N] int<lower=0> Xmo_mu1_2;  // steps of each row
  array[N] int<lower=0> Xmo_mu1_3;  // steps of each row
  array[N] int<lower=0> Xmo_mu1_4;  // steps of each row
  vector<lower=0>[Jmo_mu1[1]] con_simo_mu1_1;
  vector<lower=0>[Jmo_mu1[2]] con_simo_mu1_2;
  vector<lower=0>[Jmo_mu1[3]] con_simo_mu1_3;
  vector<lower=0>[Jmo_mu1[4]] con_simo_mu1_4;
  vector[N] Csp_mu1_1;
  vector[N] Csp_mu1_2;
  vector[N] Csp_mu1_3;
  int<lower=1> Ksp_mu2;  // monotonic coefficients of mu2
  int<lower=1> Imo_mu2;  // their variables
  array[Imo_mu2] int<lower=1> Jmo_mu2;  // steps of each variable
  array[N] int<lower=0> Xmo_mu2_1;  // steps of each row
  vector<lower=0>[Jmo_mu2[1]] con_simo_mu2_1;
  int<lower=1> Ksp_theta1;  // monotonic coefficients of theta1
  int<lower=1> Imo_theta1;  // their variables
  array[Imo_theta1] int<lower=1> Jmo_theta1;  // steps of each variable
  array[N] int<lower=0> Xmo_theta1_1;  // steps of each row
  vector<lower=0>[Jmo_theta1[1]] con_simo_theta1_1;
  // group 1: g
  int<lower=1> N_1;  // levels
  int<lower=1> M_1;  // coefficients per level
  array[N] int<lower=1> J_1;  // level of each row
  vector[N] Z_1_mu1_2;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc_mu1 = K_mu1 - 1;
  matrix[N, Kc_mu1] Xc_mu1;  // the columns beside the intercept's, centred
  for (k in 1:Kc_mu1) {
    Xc_mu1[, k] = X_mu1[, k + 1] - mean(X_mu1[, k + 1]);
  }
  matrix[Jmo_mu1[1] + 1, Jmo_mu1[1]] Wmo_mu1_1 = rep_matrix(0, Jmo_mu1[1] + 1, Jmo_mu1[1]);  // from shares to ways
  for (j in 1:Jmo_mu1[1]) {
    Wmo_mu1_1[(j + 1):, j] = rep_vector(Jmo_mu1[1], Jmo_mu1[1] + 1 - j);
  }
  array[N] int Pmo_mu1_1;  // position of each row among the values
  for (n in 1:N) {
    Pmo_mu1_1[n] = Xmo_mu1_1[n] + 1;
  }
  matrix[Jmo_mu1[2] + 1, Jmo_mu1[2]] Wmo_mu1_2 = rep_matrix(0, Jmo_mu1[2] + 1, Jmo_mu1[2]);  // from shares to ways
  for (j in 1:Jmo_mu1[2]) {
    Wmo_mu1_2[(j + 1):, j] = rep_vector(Jmo_mu1[2], Jmo_mu1[2] + 1 - j);
  }
  array[N] int Pmo_mu1_2;  // position of each row among the values
  for (n in 1:N) {
    Pmo_mu1_2[n] = Xmo_mu1_2[n] + 1;
  }
  matrix[Jmo_mu1[3] + 1, Jmo_mu1[3]] Wmo_mu1_3 = rep_matrix(0, Jmo_mu1[3] + 1, Jmo_mu1[3]);  // from shares to ways
  for (j in 1:Jmo_mu1[3]) {
    Wmo_mu1_3[(j + 1):, j] = rep_vector(Jmo_mu1[3], Jmo_mu1[3] + 1 - j);
  }
  array[N] int Pmo_mu1_3;  // position of each row among the values
  for (n in 1:N) {
    Pmo_mu1_3[n] = Xmo_mu1_3[n] + 1;
  }
  matrix[Jmo_mu1[4] + 1, Jmo_mu1[4]] Wmo_mu1_4 = rep_matrix(0, Jmo_mu1[4] + 1, Jmo_mu1[4]);  // from shares to ways
  for (j in 1:Jmo_mu1[4]) {
    Wmo_mu1_4[(j + 1):, j] = rep_vector(Jmo_mu1[4], Jmo_mu1[4] + 1 - j);
  }
  array[N] int Pmo_mu1_4;  // position of each row among the values
  for (n in 1:N) {
    Pmo_mu1_4[n] = Xmo_mu1_4[n] + 1;
  }
  matrix[Jmo_mu2[1] + 1, Jmo_mu2[1]] Wmo_mu2_1 = rep_matrix(0, Jmo_mu2[1] + 1, Jmo_mu2[1]);  // from shares to ways
  for (j in 1:Jmo_mu2[1]) {
    Wmo_mu2_1[(j + 1):, j] = rep_vector(Jmo_mu2[1], Jmo_mu2[1] + 1 - j);
  }
  array[N] int Pmo_mu2_1;  // position of each row among the values
  for (n in 1:N) {
    Pmo_mu2_1[n] = Xmo_mu2_1[n] + 1;
  }
  matrix[Jmo_theta1[1] + 1, Jmo_theta1[1]] Wmo_theta1_1 = rep_matrix(0, Jmo_theta1[1] + 1, Jmo_theta1[1]);  // from shares to ways
  for (j in 1:Jmo_theta1[1]) {
    Wmo_theta1_1[(j + 1):, j] = rep_vector(Jmo_theta1[1], Jmo_theta1[1] + 1 - j);
  }
  array[N] int Pmo_theta1_1;  // position of each row among the values
  for (n in 1:N) {
    Pmo_theta1_1[n] = Xmo_theta1_1[n] + 1;
  }
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real<lower=0> sigma1;  // sigma of component 1
  real<lower=0> sigma2;  // sigma of component 2
  real Intercept_theta1;  // intercept of theta1 at the columns' means
  ordered[2] ordered_Intercept;  // intercepts of the components, in order
  vector[Ksp_mu1] bsp_mu1;  // monotonic coefficients of mu1
  simplex[Jmo_mu1[1]] simo_mu1_1;  // shares of the steps of moinc1
  simplex[Jmo_mu1[2]] simo_mu1_2;  // shares of the steps of moinc:z1
  simplex[Jmo_mu1[3]] simo_mu1_3;  // shares of the steps of moinc:fgreen1
  simplex[Jmo_mu1[4]] simo_mu1_4;  // shares of the steps of moinc:fred1
  vector[Ksp_mu2] bsp_mu2;  // monotonic coefficients of mu2
  simplex[Jmo_mu2[1]] simo_mu2_1;  // shares of the steps of moinc1
  vector[Ksp_theta1] bsp_theta1;  // monotonic coefficients of theta1
  simplex[Jmo_theta1[1]] simo_theta1_1;  // shares of the steps of moinc1
  vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // coefficients, standardized
  cholesky_factor_corr[M_1] L_1;  // Cholesky factor of their correlations
}
transformed parameters {
  real Intercept_mu1 = ordered_Intercept[1];
  real Intercept_mu2 = ordered_Intercept[2];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept_mu1 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += logistic_lpdf(Intercept_theta1 | 0, 1);
  lprior += dirichlet_lpdf(simo_mu1_1 | con_simo_mu1_1);
  lprior += dirichlet_lpdf(simo_mu1_2 | con_simo_mu1_2);
  lprior += dirichlet_lpdf(simo_mu1_3 | con_simo_mu1_3);
  lprior += dirichlet_lpdf(simo_mu1_4 | con_simo_mu1_4);
  lprior += dirichlet_lpdf(simo_mu2_1 | con_simo_mu2_1);
  lprior += dirichlet_lpdf(simo_theta1_1 | con_simo_theta1_1);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 3 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += lkj_corr_cholesky_lpdf(L_1 | 1);
}
model {
  if (!prior_only) {
    vector[Jmo_mu1[1] + 1] mo_mu1_1 = Wmo_mu1_1 * simo_mu1_1;
    vector[Jmo_mu1[2] + 1] mo_mu1_2 = Wmo_mu1_2 * simo_mu1_2;
    vector[Jmo_mu1[3] + 1] mo_mu1_3 = Wmo_mu1_3 * simo_mu1_3;
    vector[Jmo_mu1[4] + 1] mo_mu1_4 = Wmo_mu1_4 * simo_mu1_4;
    vector[N] sp_mu1_1 = mo_mu1_1[Pmo_mu1_1];
    vector[N] sp_mu1_2 = mo_mu1_2[Pmo_mu1_2] .* Csp_mu1_1;
    vector[N] sp_mu1_3 = mo_mu1_3[Pmo_mu1_3] .* Csp_mu1_2;
    vector[N] sp_mu1_4 = mo_mu1_4[Pmo_mu1_4] .* Csp_mu1_3;
    vector[Jmo_mu2[1] + 1] mo_mu2_1 = Wmo_mu2_1 * simo_mu2_1;
    vector[Jmo_theta1[1] + 1] mo_theta1_1 = Wmo_theta1_1 * simo_theta1_1;
    matrix[M_1, N_1] r_1 = diag_pre_multiply(sd_1, L_1) * z_1;
    vector[N_1] r_1_mu1_1 = r_1[1]';
    vector[N_1] r_1_mu1_2 = r_1[2]';
    vector[N_1] r_1_mu1_3 = r_1[3]';
    vector[N] mu1 = Intercept_mu1
      + Xc_mu1 * b_mu1
      + bsp_mu1[1] * sp_mu1_1
      + bsp_mu1[2] * sp_mu1_2
      + bsp_mu1[3] * sp_mu1_3
      + bsp_mu1[4] * sp_mu1_4
      + r_1_mu1_1[J_1]
      + r_1_mu1_2[J_1] .* Z_1_mu1_2
      + r_1_mu1_3[J_1] .* sp_mu1_1;
    vector[N] mu2 = Intercept_mu2
      + (bsp_mu2[1] * mo_mu2_1)[Pmo_mu2_1];
    vector[N] theta1 = Intercept_theta1
      + (bsp_theta1[1] * mo_theta1_1)[Pmo_theta1_1];
    vector[N] log_total_1 = 0.5 * (theta1 + abs(theta1)) - log(inv_logit(abs(theta1)));
    vector[N] lp1 = -0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1)
      + theta1;
    vector[N] lp2 = -0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)))
    vector[N] gap_1_2 = abs(lp2 - lp1);
    target += sum(lp1) + 0.5 * sum(lp2 - lp1 + gap_1_2) - sum(log(inv_logit(gap_1_2))) - sum(log_total_1);
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
}
generated quantities {
}
