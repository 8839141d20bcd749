// data: category_specific
int<lower=1> Kcs_mu1;  // category specific columns of mu1
matrix[N, Kcs_mu1] Xcs_mu1;

// predictor: category_specific
matrix[N, nthres] mucs_mu1 = Xcs_mu1 * bcs_mu1;  // taken off the thresholds
