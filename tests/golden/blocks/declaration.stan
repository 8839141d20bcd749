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
matrix[Kcs, nthres] bcs;  // category-specific coefficients of mu
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
vector[Jmo_mu1[1]] con_simo_mu1_1

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
vector[N] Y;  // the response
int<lower=1> K;  // number of columns of the design matrix of mu
matrix[N, K] X;  // design matrix of mu
int prior_only;  // 1 to sample the prior alone

// listed: group
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
// group 2: g
int<lower=1> N_2;  // number of levels
int<lower=1> M_2;  // number of coefficients of each level
array[N] int<lower=1> J_2;  // the level of each row
int prior_only;  // 1 to sample the prior alone

// listed: group
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

// listed: proportions_fixed
int<lower=1> N;  // number of rows
vector[N] Y;  // the response
int<lower=1> K_mu1;  // number of columns of the design matrix of mu1
matrix[N, K_mu1] X_mu1;  // design matrix of mu1
int<lower=1> K_mu2;  // number of columns of the design matrix of mu2
matrix[N, K_mu2] X_mu2;  // design matrix of mu2
real<lower=0, upper=1> theta1;  // fixed mixing proportion
real<lower=0, upper=1> theta2;  // fixed mixing proportion
int prior_only;  // 1 to sample the prior alone

// listed: offset
int<lower=1> N;  // number of rows
array[N] int Y;  // the response
int<lower=1> K_mu1;  // number of columns of the design matrix of mu1
matrix[N, K_mu1] X_mu1;  // design matrix of mu1
int<lower=1> K_mu2;  // number of columns of the design matrix of mu2
matrix[N, K_mu2] X_mu2;  // design matrix of mu2
vector[2] con_theta;  // concentration of the Dirichlet prior of theta
vector[N] offsets_mu1;  // offsets of mu1
vector[N] offsets_mu2;  // offsets of mu2
int prior_only;  // 1 to sample the prior alone

// listed: shifted
vector[Kc_mu1] b_mu1;  // coefficients of mu1
real<lower=0> sigma1;  // sigma of component 1
real<lower=0, upper=min_Y> ndt1;  // ndt of component 1
vector[Kc_mu2] b_mu2;  // coefficients of mu2
real<lower=0> sigma2;  // sigma of component 2
real<lower=0, upper=min_Y> ndt2;  // ndt of component 2
simplex[2] theta;  // mixing proportions
ordered[2] ordered_Intercept;  // intercepts of the components, in increasing order

// listed: monotonic
int<lower=1> N;  // number of rows
vector[N] Y;  // the response
int<lower=1> K_mu1;  // number of columns of the design matrix of mu1
matrix[N, K_mu1] X_mu1;  // design matrix of mu1
int<lower=1> Ksp_mu1;  // number of special coefficients of mu1
int<lower=1> Imo_mu1;  // number of monotonic variables of mu1
array[Imo_mu1] int<lower=1> Jmo_mu1;  // number of steps of each variable
array[N] int<lower=0> Xmo_mu1_1;  // step of moinc1 in each row
array[N] int<lower=0> Xmo_mu1_2;  // step of moinc:z1 in each row
array[N] int<lower=0> Xmo_mu1_3;  // step of moinc:fgreen1 in each row
array[N] int<lower=0> Xmo_mu1_4;  // step of moinc:fred1 in each row
vector[N] Csp_mu1_1;  // column that multiplies coefficient 2
vector[N] Csp_mu1_2;  // column that multiplies coefficient 3
vector[N] Csp_mu1_3;  // column that multiplies coefficient 4
vector[Jmo_mu1[1]] con_simo_mu1_1;  // concentration of the Dirichlet prior of simo_mu1_1
vector[Jmo_mu1[2]] con_simo_mu1_2;  // concentration of the Dirichlet prior of simo_mu1_2
vector[Jmo_mu1[3]] con_simo_mu1_3;  // concentration of the Dirichlet prior of simo_mu1_3
vector[Jmo_mu1[4]] con_simo_mu1_4;  // concentration of the Dirichlet prior of simo_mu1_4
int<lower=1> Ksp_mu2;  // number of special coefficients of mu2
int<lower=1> Imo_mu2;  // number of monotonic variables of mu2
array[Imo_mu2] int<lower=1> Jmo_mu2;  // number of steps of each variable
array[N] int<lower=0> Xmo_mu2_1;  // step of moinc1 in each row
vector[Jmo_mu2[1]] con_simo_mu2_1;  // concentration of the Dirichlet prior of simo_mu2_1
int<lower=1> Ksp_theta1;  // number of special coefficients of theta1
int<lower=1> Imo_theta1;  // number of monotonic variables of theta1
array[Imo_theta1] int<lower=1> Jmo_theta1;  // number of steps of each variable
array[N] int<lower=0> Xmo_theta1_1;  // step of moinc1 in each row
vector[Jmo_theta1[1]] con_simo_theta1_1;  // concentration of the Dirichlet prior of simo_theta1_1
// group 1: g
int<lower=1> N_1;  // number of levels
int<lower=1> M_1;  // number of coefficients of each level
array[N] int<lower=1> J_1;  // the level of each row
vector[N] Z_1_mu1_2;  // column of coefficient 2, which adds to mu1
int prior_only;  // 1 to sample the prior alone

// listed: process
int<lower=1> N;  // number of rows
vector[N] Y;  // the response
int<lower=1> Dgp_mu1_1;  // number of variables of gp(x)
int<lower=1> Kgp_mu1_1;  // number of functions of gp(x)
int<lower=1> Nsubgp_mu1_1;  // number of distinct positions
array[Nsubgp_mu1_1] vector[Dgp_mu1_1] Xgp_mu1_1;  // positions
array[N] int Jgp_mu1_1;  // position of each row
int<lower=1> Dgp_mu2_1;  // number of variables of gp(x)
int<lower=1> Kgp_mu2_1;  // number of functions of gp(x)
int<lower=1> Nsubgp_mu2_1;  // number of distinct positions
array[Nsubgp_mu2_1] vector[Dgp_mu2_1] Xgp_mu2_1;  // positions
array[N] int Jgp_mu2_1;  // position of each row
int<lower=1> Dgp_theta1_1;  // number of variables of gp(z, k = 3, c = 5/4)
int<lower=1> Kgp_theta1_1;  // number of functions of gp(z, k = 3, c = 5/4)
int<lower=1> NBgp_theta1_1;  // number of basis functions
int<lower=1> Nsubgp_theta1_1;  // number of distinct positions
matrix[Nsubgp_theta1_1, NBgp_theta1_1] Xgp_theta1_1;  // basis functions at the positions
array[NBgp_theta1_1] vector[Dgp_theta1_1] slambda_theta1_1;  // frequencies of the basis functions
array[N] int Jgp_theta1_1;  // position of each row
int prior_only;  // 1 to sample the prior alone

// listed: process
real<lower=0> sigma1;  // sigma of component 1
real<lower=0> sigma2;  // sigma of component 2
real Intercept_theta1;  // intercept of theta1 at the means of the columns
ordered[2] ordered_Intercept;  // intercepts of the components, in increasing order
vector<lower=0>[Kgp_mu1_1] sdgp_mu1_1;  // standard deviations of gp(x)
array[Kgp_mu1_1] vector<lower=0>[1] lscale_mu1_1;  // length scales of gp(x)
vector[Nsubgp_mu1_1] zgp_mu1_1;  // values of gp(x), standardised
vector<lower=0>[Kgp_mu2_1] sdgp_mu2_1;  // standard deviations of gp(x)
array[Kgp_mu2_1] vector<lower=0>[1] lscale_mu2_1;  // length scales of gp(x)
vector[Nsubgp_mu2_1] zgp_mu2_1;  // values of gp(x), standardised
vector<lower=0>[Kgp_theta1_1] sdgp_theta1_1;  // standard deviations of gp(z, k = 3, c = 5/4)
array[Kgp_theta1_1] vector<lower=0>[1] lscale_theta1_1;  // length scales of gp(z, k = 3, c = 5/4)
vector[NBgp_theta1_1] zgp_theta1_1;  // values of gp(z, k = 3, c = 5/4), standardised

// listed: process_by
int<lower=1> N;  // number of rows
vector[N] Y;  // the response
int<lower=1> Dgp_1;  // number of variables of gp(x, z, iso = FALSE)
int<lower=1> Kgp_1;  // number of functions of gp(x, z, iso = FALSE)
int<lower=1> Nsubgp_1;  // number of distinct positions
array[Nsubgp_1] vector[Dgp_1] Xgp_1;  // positions
array[N] int Jgp_1;  // position of each row
int<lower=1> Dgp_2;  // number of variables of gp(x, by = f, scale = FALSE)
int<lower=1> Kgp_2;  // number of functions of gp(x, by = f, scale = FALSE)
array[Kgp_2] int<lower=1> Nsubgp_2;  // number of distinct positions
array[Nsubgp_2[1]] vector[Dgp_2] Xgp_2_1;  // positions
array[Nsubgp_2[2]] vector[Dgp_2] Xgp_2_2;  // positions
array[Nsubgp_2[3]] vector[Dgp_2] Xgp_2_3;  // positions
array[N] int Pgp_2;  // position of each row
int<lower=1> Dgp_3;  // number of variables of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
int<lower=1> Kgp_3;  // number of functions of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
int<lower=1> NBgp_3;  // number of basis functions
array[Kgp_3] int<lower=1> Nsubgp_3;  // number of distinct positions
matrix[Nsubgp_3[1], NBgp_3] Xgp_3_1;  // basis functions at the positions
array[NBgp_3] vector[Dgp_3] slambda_3_1;  // frequencies of the basis functions
matrix[Nsubgp_3[2], NBgp_3] Xgp_3_2;  // basis functions at the positions
array[NBgp_3] vector[Dgp_3] slambda_3_2;  // frequencies of the basis functions
matrix[Nsubgp_3[3], NBgp_3] Xgp_3_3;  // basis functions at the positions
array[NBgp_3] vector[Dgp_3] slambda_3_3;  // frequencies of the basis functions
array[N] int Pgp_3_1;  // position of each row
vector[N] Wgp_3_1;  // factor that multiplies the function in each row
array[N] int Pgp_3_2;  // position of each row
vector[N] Wgp_3_2;  // factor that multiplies the function in each row
array[N] int Pgp_3_3;  // position of each row
vector[N] Wgp_3_3;  // factor that multiplies the function in each row
int<lower=1> Dgp_4;  // number of variables of gp(z, by = x)
int<lower=1> Kgp_4;  // number of functions of gp(z, by = x)
int<lower=1> Nsubgp_4;  // number of distinct positions
array[Nsubgp_4] vector[Dgp_4] Xgp_4;  // positions
array[N] int Jgp_4;  // position of each row
vector[N] Cgp_4;  // factor that multiplies the function in each row
int prior_only;  // 1 to sample the prior alone

// listed: code_of_the_user
int<lower=1> N;  // number of rows
vector[N] Y;  // the response
int<lower=1> K;  // number of columns of the design matrix of mu
matrix[N, K] X;  // design matrix of mu
array[2] int which;
matrix[2, 2] knots;
real<lower=0> m0;
int prior_only;  // 1 to sample the prior alone

// listed: priors_within_bounds
vector<lower=-1, upper=2>[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the means of the columns
vector<upper=2>[Kc_sigma] b_sigma;  // coefficients of sigma
real Intercept_sigma;  // intercept of sigma at the means of the columns
vector<lower=-1, upper=2>[Kc_nu] b_nu;  // coefficients of nu
real Intercept_nu;  // intercept of nu at the means of the columns

// listed: bounds_of_cells
vector<lower=[0, negative_infinity()]', upper=[2, 1]'>[Kc] b;  // coefficients of mu
real Intercept;  // intercept of mu at the means of the columns
real<lower=0> sigma;  // sigma of component 1

// lower: bounds_of_cells
[0, negative_infinity()]'

// upper: bounds_of_cells
[2, 1]'
