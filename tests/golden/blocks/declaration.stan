// bounds: one_family
<lower=1>

// bounds: proportions_fixed
<lower=0, upper=1>

// bounds: shifted
<lower=0, upper=min_Y>

// bounds: bounds_of_cells
<lower=[0, negative_infinity()]', upper=[2, 1]'>

// constants: two_components
real Intercept_mu1 = ordered_Intercept[1];
real Intercept_mu2 = ordered_Intercept[2];

// constants: priors
real Intercept_mu1 = ordered_Intercept[1];
real<lower=0> sigma1 = 1;
real Intercept_mu2 = ordered_Intercept[2];

// constants: ordered_coefficients
vector[Kc_mu1] b_mu1;  // coefficients of mu1
b_mu1[1] = ordered_b[1];
b_mu1[2] = par_b_mu1_2;
b_mu1[3] = par_b_mu1_3;
vector[Kc_mu2] b_mu2;  // coefficients of mu2
b_mu2[1] = ordered_b[2];
b_mu2[2] = par_b_mu2_2;
b_mu2[3] = par_b_mu2_3;
vector[Kc_mu3] b_mu3;  // coefficients of mu3
b_mu3[1] = ordered_b[3];

// constants: rows_that_are_constant
matrix[Kcs, nthres] bcs;  // category specific coefficients
bcs[1] = rep_row_vector(1, nthres);

// head: one_family
int<lower=1> N

// head: one_family
vector[N] Y

// head: one_family
int prior_only

// head: group
array[N] int<lower=1> J_1

// head: group
vector<lower=0>[M_1] sd_1

// head: proportions_fixed
real<lower=0, upper=1> theta1

// head: offset
array[N] int Y

// head: shifted
real<lower=0, upper=min_Y> ndt1

// head: monotonic
vector<lower=0>[Jmo_mu1[1]] con_simo_mu1_1

// head: monotonic
simplex[Jmo_mu1[1]] simo_mu1_1

// head: process
array[Nsubgp_mu1_1] vector[Dgp_mu1_1] Xgp_mu1_1

// head: process
array[Kgp_mu1_1] vector<lower=0>[1] lscale_mu1_1

// head: process_by
array[Nsubgp_2[1]] vector[Dgp_2] Xgp_2_1

// head: process_by
matrix[Nsubgp_3[1], NBgp_3] Xgp_3_1

// head: priors_within_bounds
vector<lower=-1, upper=2>[Kc] b

// head: bounds_of_cells
vector<lower=[0, negative_infinity()]', upper=[2, 1]'>[Kc] b

// listed: one_family
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K;  // columns of mu
matrix[N, K] X;
int prior_only;  // should the likelihood be ignored?

// listed: one_family
vector[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the columns' means
real<lower=0> sigma;  // sigma of component 1

// listed: group
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> K_mu2;  // columns of mu2
matrix[N, K_mu2] X_mu2;
vector[2] con_theta;  // concentration of their prior
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row
// group 2: g
int<lower=1> N_2;  // levels
int<lower=1> M_2;  // coefficients per level
array[N] int<lower=1> J_2;  // level of each row
int prior_only;  // should the likelihood be ignored?

// listed: group
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
vector[Kc_mu2] b_mu2;  // coefficients of mu2
real<lower=0> sigma2;  // sigma of component 2
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in order
vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of g
matrix[M_1, N_1] z_1;  // coefficients, standardized
vector<lower=0>[M_2] sd_2;  // spread of each coefficient over the levels of g
matrix[M_2, N_2] z_2;  // coefficients, standardized

// listed: proportions_fixed
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> K_mu2;  // columns of mu2
matrix[N, K_mu2] X_mu2;
real<lower=0, upper=1> theta1;  // given mixing proportion
real<lower=0, upper=1> theta2;  // given mixing proportion
int prior_only;  // should the likelihood be ignored?

// listed: offset
int<lower=1> N;  // number of rows
array[N] int Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> K_mu2;  // columns of mu2
matrix[N, K_mu2] X_mu2;
vector[2] con_theta;  // concentration of their prior
vector[N] offsets_mu1;
vector[N] offsets_mu2;
int prior_only;  // should the likelihood be ignored?

// listed: shifted
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
real<lower=0, upper=min_Y> ndt1;  // ndt of component 1
vector[Kc_mu2] b_mu2;  // coefficients of mu2
real<lower=0> sigma2;  // sigma of component 2
real<lower=0, upper=min_Y> ndt2;  // ndt of component 2
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in order

// listed: shrunk
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> K_mu2;  // columns of mu2
matrix[N, K_mu2] X_mu2;
int<lower=1> K_sigma2;  // columns of sigma2
matrix[N, K_sigma2] X_sigma2;
vector[2] con_theta;  // concentration of their prior
real<lower=0> hs_df_mu1;  // degrees of freedom of the scales of coefficients
real<lower=0> hs_df_global_mu1;  // of the scale of all
real<lower=0> hs_df_slab_mu1;  // of the reach
real<lower=0> hs_scale_global_mu1;
real<lower=0> hs_scale_slab_mu1;
real<lower=0> R2D2_mean_R2_mu2;  // mean of the prior of R2
real<lower=0> R2D2_prec_R2_mu2;  // its precision
vector<lower=0>[2] R2D2_cons_D2_mu2;  // concentration of the shares
real<lower=0> lasso_df_sigma2;  // degrees of freedom of the inverse shrinkage
real<lower=0> lasso_scale_sigma2;
int prior_only;  // should the likelihood be ignored?

// listed: ordered_coefficients
real par_b_mu1_2;
real par_b_mu1_3;
real Intercept_mu1;  // intercept of mu1 at the columns' means
real<lower=0> sigma1;  // sigma of component 1
real par_b_mu2_2;
real par_b_mu2_3;
real Intercept_mu2;  // intercept of mu2 at the columns' means
real<lower=0> sigma2;  // sigma of component 2
real<lower=1> nu2;  // nu of component 2
real Intercept_mu3;  // intercept of mu3 at the columns' means
real<lower=0> sigma3;  // sigma of component 3
real<lower=1> nu3;  // nu of component 3
simplex[3] theta;  // mixing proportions
ordered[3] ordered_b;  // coefficients of 'x' of the components, in order

// listed: monotonic
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> Ksp_mu1;  // special coefficients of mu1
int<lower=1> Imo_mu1;  // their monotonic variables
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
int<lower=1> Ksp_mu2;  // special coefficients of mu2
int<lower=1> Imo_mu2;  // their monotonic variables
array[Imo_mu2] int<lower=1> Jmo_mu2;  // steps of each variable
array[N] int<lower=0> Xmo_mu2_1;  // steps of each row
vector<lower=0>[Jmo_mu2[1]] con_simo_mu2_1;
int<lower=1> Ksp_theta1;  // special coefficients of theta1
int<lower=1> Imo_theta1;  // their monotonic variables
array[Imo_theta1] int<lower=1> Jmo_theta1;  // steps of each variable
array[N] int<lower=0> Xmo_theta1_1;  // steps of each row
vector<lower=0>[Jmo_theta1[1]] con_simo_theta1_1;
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row
vector[N] Z_1_mu1_2;
int prior_only;  // should the likelihood be ignored?

// listed: monotonic
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
real<lower=0> sigma2;  // sigma of component 2
real Intercept_theta1;  // intercept of theta1 at the columns' means
ordered[2] ordered_Intercept;  // intercepts of the components, in order
vector[Ksp_mu1] bsp_mu1;  // special coefficients of mu1
simplex[Jmo_mu1[1]] simo_mu1_1;  // shares of the steps of moinc1
simplex[Jmo_mu1[2]] simo_mu1_2;  // shares of the steps of moinc:z1
simplex[Jmo_mu1[3]] simo_mu1_3;  // shares of the steps of moinc:fgreen1
simplex[Jmo_mu1[4]] simo_mu1_4;  // shares of the steps of moinc:fred1
vector[Ksp_mu2] bsp_mu2;  // special coefficients of mu2
simplex[Jmo_mu2[1]] simo_mu2_1;  // shares of the steps of moinc1
vector[Ksp_theta1] bsp_theta1;  // special coefficients of theta1
simplex[Jmo_theta1[1]] simo_theta1_1;  // shares of the steps of moinc1
vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of g
matrix[M_1, N_1] z_1;  // coefficients, standardized
cholesky_factor_corr[M_1] L_1;  // Cholesky factor of their correlations

// listed: smooth
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> Ks_mu1;  // columns of smooths of mu1 without a penalty
matrix[N, Ks_mu1] Xs_mu1;
int<lower=1> nb_mu1_1;  // penalties of s(x, k = 4)
array[nb_mu1_1] int<lower=1> knots_mu1_1;  // columns
matrix[N, knots_mu1_1[1]] Zs_mu1_1_1;
int<lower=1> nb_mu1_2;  // penalties of s(z, by = f, k = 3)
array[nb_mu1_2] int<lower=1> knots_mu1_2;  // columns
matrix[N, knots_mu1_2[1]] Zs_mu1_2_1;
int<lower=1> nb_mu1_3;  // penalties of s(z, by = f, k = 3)
array[nb_mu1_3] int<lower=1> knots_mu1_3;  // columns
matrix[N, knots_mu1_3[1]] Zs_mu1_3_1;
int<lower=1> nb_mu1_4;  // penalties of s(z, by = f, k = 3)
array[nb_mu1_4] int<lower=1> knots_mu1_4;  // columns
matrix[N, knots_mu1_4[1]] Zs_mu1_4_1;
int<lower=1> Ks_mu2;  // columns of smooths of mu2 without a penalty
matrix[N, Ks_mu2] Xs_mu2;
int<lower=1> nb_mu2_1;  // penalties of s(x, z, k = 5)
array[nb_mu2_1] int<lower=1> knots_mu2_1;  // columns
matrix[N, knots_mu2_1[1]] Zs_mu2_1_1;
int<lower=1> Ks_theta1;  // columns of smooths of theta1 without a penalty
matrix[N, Ks_theta1] Xs_theta1;
int<lower=1> nb_theta1_1;  // penalties of s(z, k = 4)
array[nb_theta1_1] int<lower=1> knots_theta1_1;  // columns
matrix[N, knots_theta1_1[1]] Zs_theta1_1_1;
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row
int prior_only;  // should the likelihood be ignored?

// listed: process
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> Dgp_mu1_1;  // variables of gp(x)
int<lower=1> Kgp_mu1_1;  // functions
int<lower=1> Nsubgp_mu1_1;  // positions
array[Nsubgp_mu1_1] vector[Dgp_mu1_1] Xgp_mu1_1;
array[N] int Jgp_mu1_1;  // position of each row
int<lower=1> Dgp_mu2_1;  // variables of gp(x)
int<lower=1> Kgp_mu2_1;  // functions
int<lower=1> Nsubgp_mu2_1;  // positions
array[Nsubgp_mu2_1] vector[Dgp_mu2_1] Xgp_mu2_1;
array[N] int Jgp_mu2_1;  // position of each row
int<lower=1> Dgp_theta1_1;  // variables of gp(z, k = 3, c = 5/4)
int<lower=1> Kgp_theta1_1;  // functions
int<lower=1> NBgp_theta1_1;  // basis functions
int<lower=1> Nsubgp_theta1_1;  // positions
matrix[Nsubgp_theta1_1, NBgp_theta1_1] Xgp_theta1_1;  // basis functions
array[NBgp_theta1_1] vector[Dgp_theta1_1] slambda_theta1_1;  // frequencies
array[N] int Jgp_theta1_1;  // position of each row
int prior_only;  // should the likelihood be ignored?

// listed: process
real<lower=0> sigma1;  // sigma of component 1
real<lower=0> sigma2;  // sigma of component 2
real Intercept_theta1;  // intercept of theta1 at the columns' means
ordered[2] ordered_Intercept;  // intercepts of the components, in order
vector<lower=0>[Kgp_mu1_1] sdgp_mu1_1;  // spreads of gp(x)
array[Kgp_mu1_1] vector<lower=0>[1] lscale_mu1_1;  // their length scales
vector[Nsubgp_mu1_1] zgp_mu1_1;  // values of gp(x), standardised
vector<lower=0>[Kgp_mu2_1] sdgp_mu2_1;  // spreads of gp(x)
array[Kgp_mu2_1] vector<lower=0>[1] lscale_mu2_1;  // their length scales
vector[Nsubgp_mu2_1] zgp_mu2_1;  // values of gp(x), standardised
vector<lower=0>[Kgp_theta1_1] sdgp_theta1_1;  // spreads of gp(z, k = 3, c = 5/4)
array[Kgp_theta1_1] vector<lower=0>[1] lscale_theta1_1;  // their length scales
vector[NBgp_theta1_1] zgp_theta1_1;  // values of gp(z, k = 3, c = 5/4), standardised

// listed: process_by
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> Dgp_1;  // variables of gp(x, z, iso = FALSE)
int<lower=1> Kgp_1;  // functions
int<lower=1> Nsubgp_1;  // positions
array[Nsubgp_1] vector[Dgp_1] Xgp_1;
array[N] int Jgp_1;  // position of each row
int<lower=1> Dgp_2;  // variables of gp(x, by = f, scale = FALSE)
int<lower=1> Kgp_2;  // functions
array[Kgp_2] int<lower=1> Nsubgp_2;  // positions
array[Nsubgp_2[1]] vector[Dgp_2] Xgp_2_1;
array[Nsubgp_2[2]] vector[Dgp_2] Xgp_2_2;
array[Nsubgp_2[3]] vector[Dgp_2] Xgp_2_3;
array[N] int Pgp_2;  // position of each row
int<lower=1> Dgp_3;  // variables of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
int<lower=1> Kgp_3;  // functions
int<lower=1> NBgp_3;  // basis functions
array[Kgp_3] int<lower=1> Nsubgp_3;  // positions
matrix[Nsubgp_3[1], NBgp_3] Xgp_3_1;  // basis functions
array[NBgp_3] vector[Dgp_3] slambda_3_1;  // frequencies
matrix[Nsubgp_3[2], NBgp_3] Xgp_3_2;  // basis functions
array[NBgp_3] vector[Dgp_3] slambda_3_2;  // frequencies
matrix[Nsubgp_3[3], NBgp_3] Xgp_3_3;  // basis functions
array[NBgp_3] vector[Dgp_3] slambda_3_3;  // frequencies
array[N] int Pgp_3_1;  // position of each row
vector[N] Wgp_3_1;  // weight of each row
array[N] int Pgp_3_2;  // position of each row
vector[N] Wgp_3_2;  // weight of each row
array[N] int Pgp_3_3;  // position of each row
vector[N] Wgp_3_3;  // weight of each row
int<lower=1> Dgp_4;  // variables of gp(z, by = x)
int<lower=1> Kgp_4;  // functions
int<lower=1> Nsubgp_4;  // positions
array[Nsubgp_4] vector[Dgp_4] Xgp_4;
array[N] int Jgp_4;  // position of each row
vector[N] Cgp_4;  // weight of each row
int prior_only;  // should the likelihood be ignored?

// listed: measured
int<lower=1> N;  // number of rows
vector[N] Y;
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1] X_mu1;
int<lower=1> K_mu2;  // columns of mu2
matrix[N, K_mu2] X_mu2;
vector[2] con_theta;  // concentration of their prior
int<lower=1> Mme_1;  // variables with measurement error
vector[N] Xn_1;  // measured values of mex
vector<lower=0>[N] noise_1;
int<lower=1> Mme_2;  // variables with measurement error
int<lower=1> Nme_2;  // latent values of each variable
array[N] int<lower=1> Jme_2;  // position of each row
vector[Nme_2] Xn_2;  // measured values of mewide
vector<lower=0>[Nme_2] noise_2;
int<lower=1> Ksp_mu1;  // special coefficients of mu1
vector[N] Csp_mu1_1;
int<lower=1> Ksp_mu2;  // special coefficients of mu2
vector[N] Csp_mu2_1;
int prior_only;  // should the likelihood be ignored?

// listed: priors_within_bounds
vector<lower=-1, upper=2>[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the columns' means
vector<upper=2>[Kc_sigma] b_sigma;  // coefficients of sigma
real Intercept_sigma;  // intercept of sigma at the columns' means
vector<lower=-1, upper=2>[Kc_nu] b_nu;  // coefficients of nu
real Intercept_nu;  // intercept of nu at the columns' means

// listed: bounds_of_cells
vector<lower=[0, negative_infinity()]', upper=[2, 1]'>[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the columns' means
real<lower=0> sigma;  // sigma of component 1

// lower: bounds_of_cells
[0, negative_infinity()]'

// upper: bounds_of_cells
[2, 1]'
