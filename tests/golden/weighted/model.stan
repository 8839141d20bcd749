// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  vector[N] weights;
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1] X_mu1;
  int<lower=1> K_mu2;  // columns of mu2
  matrix[N, K_mu2] X_mu2;
  vector[2] con_theta;  // concentration of their prior
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc_mu1 = K_mu1 - 1;
  matrix[N, Kc_mu1] Xc_mu1;  // the columns beside the intercept's, centred
  for (k in 1:Kc_mu1) {
    Xc_mu1[, k] = X_mu1[, k + 1] - mean(X_mu1[, k + 1]);
  }
  int Kc_mu2 = K_mu2 - 1;
  matrix[N, Kc_mu2] Xc_mu2;  // the columns beside the intercept's, centred
  for (k in 1:Kc_mu2) {
    Xc_mu2[, k] = X_mu2[, k + 1] - mean(X_mu2[, k + 1]);
  }
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
  ordered[2] ordered_Intercept;  // intercepts of the components, in order
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
}
model {
  if (!prior_only) {
    vector[N] mu1 = Intercept_mu1
      + Xc_mu1 * b_mu1;
    vector[N] mu2 = Intercept_mu2
      + Xc_mu2 * b_mu2;
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)));
    // upper is 1 where b is larger: max(a, b) = (1 - upper) a + upper b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    vector[N] lp1_2 = lp1 .* (1 - upper_1_2) + lp2 .* upper_1_2 - log(inv_logit(gap_1_2));
    target += dot_product(weights, lp1_2);
  }
  target += lprior;
}
generated quantities {
}
