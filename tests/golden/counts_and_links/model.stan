// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  array[N] int Y;
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
  vector[N] Y_vector = to_vector(Y);  // the response as real numbers
  vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real Intercept_mu1;  // intercept of mu1 at the columns' means
  real<lower=0> shape1;  // shape of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real Intercept_mu2;  // intercept of mu2 at the columns' means
  simplex[2] theta;  // mixing proportions
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept_mu1 | 3, 1, 2.5);
  lprior += gamma_lpdf(shape1 | 0.01, 0.01);
  lprior += student_t_lpdf(Intercept_mu2 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    vector[N] mu1 = square(Intercept_mu1
      + Xc_mu1 * b_mu1);
    vector[N] mu2 = Intercept_mu2
      + Xc_mu2 * b_mu2;
    vector[N] lp1 = log(theta1)
      - lgamma(shape1) - lgamma_Y1 + lgamma(Y_vector + shape1)
      + Y_vector .* (log(mu1) - log(shape1)) - (Y_vector + shape1) .* log1p(mu1 ./ shape1);
    vector[N] lp2 = log(theta2)
      + Y_vector .* mu2 - exp(mu2) - lgamma_Y1;
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)));
    // upper is 1 where b is larger: max(a, b) = (1 - upper) a + upper b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2)));
  }
  target += lprior;
}
generated quantities {
}
