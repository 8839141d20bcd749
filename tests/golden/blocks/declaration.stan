// constants: two_components
<declaration.head> = ordered_Intercept[1];
<declaration.head> = ordered_Intercept[2];

// constants: priors
<declaration.head> = ordered_Intercept[1];
<declaration.head> = 1;
<declaration.head> = ordered_Intercept[2];

// constants: ordered_coefficients
<declaration.head>;  // coefficients of mu1
b_mu1[1] = ordered_b[1];
b_mu1[2] = par_b_mu1_2;
b_mu1[3] = par_b_mu1_3;
<declaration.head>;  // coefficients of mu2
b_mu2[1] = ordered_b[2];
b_mu2[2] = par_b_mu2_2;
b_mu2[3] = par_b_mu2_3;
<declaration.head>;  // coefficients of mu3
b_mu3[1] = ordered_b[3];

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

// head: orthogonal
matrix[N, <declaration.less>] XQ_mu1

// head: thresholds_of_groups
vector[nthres[1]] Intercept_1

// head: sets_of_levels
array[Nby_1] cholesky_factor_corr[M_1] L_1

// head: priors_within_bounds
vector<lower=-1, upper=2>[Kc] b

// less: orthogonal
K_mu1 - 1

// listed: one_family
<declaration.head>;  // number of rows
<declaration.head>;
<declaration.head>;  // columns of mu
<declaration.head>;
<declaration.head>;  // should the likelihood be ignored?

// listed: group
<declaration.head>;  // number of rows
<declaration.head>;
<declaration.head>;  // columns of mu1
<declaration.head>;
<declaration.head>;  // columns of mu2
<declaration.head>;
<declaration.head>;  // concentration of their prior
// group 1: g
<declaration.head>;  // levels
<declaration.head>;  // coefficients per level
<declaration.head>;  // level of each row
// group 2: g
<declaration.head>;  // levels
<declaration.head>;  // coefficients per level
<declaration.head>;  // level of each row
<declaration.head>;  // should the likelihood be ignored?
