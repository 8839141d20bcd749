// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K;  // columns of mu
  matrix[N, K] X;
  // group 1: g
  int<lower=1> N_1;  // levels
  int<lower=1> M_1;  // coefficients per level
  array[N] int<lower=1> J_1;  // level of each row
  vector[N] Z_1_2;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc = K - 1;
  matrix[N, Kc] Xc;  // the columns beside the intercept's, centred
  for (k in 1:Kc) {
    Xc[, k] = X[, k + 1] - mean(X[, k + 1]);
  }
}
parameters {
  vector[Kc] b;  // coefficients of mu
  real Intercept;  // intercept of mu at the columns' means
  real<lower=0> sigma;  // sigma of component 1
  vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // coefficients, standardized
  cholesky_factor_corr[M_1] L_1;  // Cholesky factor of their correlations
}
transformed parameters {
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 2 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += lkj_corr_cholesky_lpdf(L_1 | 1);
}
model {
  if (!prior_only) {
    matrix[M_1, N_1] r_1 = diag_pre_multiply(sd_1, L_1) * z_1;
    vector[N_1] r_1_1 = r_1[1]';
    vector[N_1] r_1_2 = r_1[2]';
    vector[N] mu = Intercept
      + Xc * b
      + r_1_1[J_1]
      + r_1_2[J_1] .* Z_1_2;
    vector[N] lp1 = -0.5 * log(2 * pi()) - log(sigma) - (0.5 * inv_square(sigma)) .* square(Y - mu);
    target += sum(lp1);
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
}
generated quantities {
  real prior_1 = student_t_rng(3, -1, 2.5);
  real prior_2 = student_t_rng(3, 0, 2.5);
  while (prior_2 < 0) {
    prior_2 = student_t_rng(3, 0, 2.5);
  }
  real prior_3 = student_t_rng(3, 0, 2.5);
  while (prior_3 < 0) {
    prior_3 = student_t_rng(3, 0, 2.5);
  }
  real prior_4 = 2 * beta_rng(1 + 0.5 * (M_1 - 2), 1 + 0.5 * (M_1 - 2)) - 1;
}
