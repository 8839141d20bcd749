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

// parameters: one_family
vector[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the columns' means
real<lower=0> sigma;  // sigma of component 1

// parameters: group
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

// parameters: shifted
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
real<lower=0, upper=min_Y> ndt1;  // ndt of component 1
vector[Kc_mu2] b_mu2;  // coefficients of mu2
real<lower=0> sigma2;  // sigma of component 2
real<lower=0, upper=min_Y> ndt2;  // ndt of component 2
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in order

// parameters: shrunk
real<lower=0> sigma1;  // sigma of component 1
vector[Kc_sigma2] b_sigma2;  // coefficients of sigma2
real Intercept_sigma2;  // intercept of sigma2 at the columns' means
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in order
vector[Kc_mu1] zb_mu1;  // standardised coefficients
vector<lower=0>[Kc_mu1] hs_local_mu1;  // their scales
real<lower=0> hs_global_mu1;  // the scale of all
real<lower=0> hs_slab_mu1;  // how far they reach
vector[Kc_mu2] zb_mu2;  // standardised coefficients
simplex[Kc_mu2] R2D2_phi_mu2;  // their shares
real<lower=0, upper=1> R2D2_R2_mu2;  // explained variance
real<lower=0> lasso_inv_lambda_sigma2;  // inverse shrinkage

// parameters: ordered_coefficients
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

// parameters: thresholds_of_groups
vector[K] b;  // coefficients of mu
vector[nthres[1]] Intercept_1;  // thresholds at the columns' means
vector[nthres[2]] Intercept_2;  // thresholds at the columns' means
vector[nthres[3]] Intercept_3;  // thresholds at the columns' means

// parameters: sets_of_levels
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
vector[Kc_mu2] b_mu2;  // coefficients of mu2
real<lower=0> sigma2;  // sigma of component 2
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in order
matrix<lower=0>[M_1, Nby_1] sd_1;  // spread of each coefficient over the levels of g
matrix[M_1, N_1] z_1;  // coefficients, standardized
array[Nby_1] cholesky_factor_corr[M_1] L_1;  // Cholesky factor of their correlations
matrix<lower=0>[M_2, Nby_2] sd_2;  // spread of each coefficient over the levels of g
matrix[M_2, N_2] z_2;  // coefficients, standardized
array[Nby_2] cholesky_factor_corr[M_2] L_2;  // Cholesky factor of their correlations

// parameters: priors_within_bounds
vector<lower=-1, upper=2>[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the columns' means
vector<upper=2>[Kc_sigma] b_sigma;  // coefficients of sigma
real Intercept_sigma;  // intercept of sigma at the columns' means
vector<lower=-1, upper=2>[Kc_nu] b_nu;  // coefficients of nu
real Intercept_nu;  // intercept of nu at the columns' means
