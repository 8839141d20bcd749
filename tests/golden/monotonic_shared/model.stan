// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> Ksp;  // monotonic coefficients of mu
  int<lower=1> Imo;  // their variables
  array[Imo] int<lower=1> Jmo;  // steps of each variable
  array[N] int<lower=0> Xmo_1;  // steps of each row
  array[N] int<lower=0> Xmo_2;  // steps of each row
  array[N] int<lower=0> Xmo_3;  // steps of each row
  vector<lower=0>[Jmo[1]] con_simo_1;
  vector<lower=0>[Jmo[3]] con_simo_3;
  // group 1: mmgh
  int<lower=1> N_1;  // levels
  int<lower=1> M_1;  // coefficients per level
  array[N] int<lower=1> J_1_1;  // level of each row
  array[N] int<lower=1> J_1_2;  // level of each row
  vector[N] W_1_1;  // how much the row belongs to it
  vector[N] W_1_2;  // how much the row belongs to it
  real<lower=0> hs_df;  // degrees of freedom of the scales of coefficients
  real<lower=0> hs_df_global;  // of the scale of all
  real<lower=0> hs_df_slab;  // of the reach
  real<lower=0> hs_scale_global;
  real<lower=0> hs_scale_slab;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  matrix[Jmo[1] + 1, Jmo[1]] Wmo_1 = rep_matrix(0, Jmo[1] + 1, Jmo[1]);  // from shares to ways
  for (j in 1:Jmo[1]) {
    Wmo_1[(j + 1):, j] = rep_vector(Jmo[1], Jmo[1] + 1 - j);
  }
  array[N] int Pmo_1;  // position of each row among the values
  for (n in 1:N) {
    Pmo_1[n] = Xmo_1[n] + 1;
  }
  matrix[Jmo[2] + 1, Jmo[2]] Wmo_2 = rep_matrix(0, Jmo[2] + 1, Jmo[2]);  // from shares to ways
  for (j in 1:Jmo[2]) {
    Wmo_2[(j + 1):, j] = rep_vector(Jmo[2], Jmo[2] + 1 - j);
  }
  array[N] int Pmo_2;  // position of each row among the values
  for (n in 1:N) {
    Pmo_2[n] = Xmo_2[n] + 1;
  }
  matrix[Jmo[3] + 1, Jmo[3]] Wmo_3 = rep_matrix(0, Jmo[3] + 1, Jmo[3]);  // from shares to ways
  for (j in 1:Jmo[3]) {
    Wmo_3[(j + 1):, j] = rep_vector(Jmo[3], Jmo[3] + 1 - j);
  }
  array[N] int Pmo_3;  // position of each row among the values
  for (n in 1:N) {
    Pmo_3[n] = Xmo_3[n] + 1;
  }
}
parameters {
  real Intercept;  // intercept of mu at the columns' means
  real<lower=0> sigma;  // sigma of component 1
  simplex[Jmo[1]] simo_1;  // shares of the steps of a
  simplex[Jmo[3]] simo_3;  // shares of the steps of moincidEQa:mok2
  vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of mmgh
  matrix[M_1, N_1] z_1;  // coefficients, standardized
  cholesky_factor_corr[M_1] L_1;  // Cholesky factor of their correlations
  vector[Ksp] zbsp;  // standardised coefficients
  vector<lower=0>[Ksp] hs_localsp;  // their scales
  real<lower=0> hs_global;  // the scale of all
  real<lower=0> hs_slab;  // how far they reach
}
transformed parameters {
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  vector[Ksp] bsp = hs_global * zbsp .* hs_localsp
    ./ sqrt(1 + square(hs_global * hs_localsp) / (square(hs_scale_slab) * hs_slab));
  lprior += student_t_lpdf(hs_global | hs_df_global, 0, hs_scale_global * sigma) + log2();
  lprior += inv_gamma_lpdf(hs_slab | 0.5 * hs_df_slab, 0.5 * hs_df_slab);
  lprior += dirichlet_lpdf(simo_1 | con_simo_1);
  lprior += dirichlet_lpdf(simo_3 | con_simo_3);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 2 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += lkj_corr_cholesky_lpdf(L_1 | 1);
}
model {
  if (!prior_only) {
    vector[Jmo[1] + 1] mo_1 = Wmo_1 * simo_1;
    vector[Jmo[2] + 1] mo_2 = Wmo_2 * simo_1;
    vector[Jmo[3] + 1] mo_3 = Wmo_3 * simo_3;
    vector[N] sp_1 = mo_1[Pmo_1];
    vector[N] sp_2 = mo_2[Pmo_2] .* mo_3[Pmo_3];
    matrix[M_1, N_1] r_1 = diag_pre_multiply(sd_1, L_1) * z_1;
    vector[N_1] r_1_1 = r_1[1]';
    vector[N_1] r_1_2 = r_1[2]';
    vector[N] mu = Intercept
      + bsp[1] * sp_1
      + bsp[2] * sp_2
      + r_1_1[J_1_1] .* W_1_1
      + r_1_1[J_1_2] .* W_1_2
      + r_1_2[J_1_1] .* W_1_1 .* sp_1
      + r_1_2[J_1_2] .* W_1_2 .* sp_1;
    vector[N] lp1 = -0.5 * log(2 * pi()) - log(sigma) - (0.5 * inv_square(sigma)) .* square(Y - mu);
    target += sum(lp1);
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
  target += std_normal_lpdf(zbsp);
  target += student_t_lpdf(hs_localsp | hs_df, 0, 1) + Ksp * log2();
}
generated quantities {
}
