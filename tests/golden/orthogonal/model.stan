// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1 - 1] XQ_mu1;  // those beside the intercept's, made orthogonal
  int<lower=1> K_sigma1;  // columns of sigma1
  matrix[N, K_sigma1] XQ_sigma1;  // the columns, made orthogonal
  int<lower=1> K_mu2;  // columns of mu2
  matrix[N, K_mu2 - 1] XQ_mu2;  // those beside the intercept's, made orthogonal
  vector[2] con_theta;  // concentration of their prior
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc_mu1 = K_mu1 - 1;
  int Kc_mu2 = K_mu2 - 1;
}
parameters {
  vector[Kc_mu1] bQ_mu1;  // coefficients of mu1, on orthogonal columns
  vector[K_sigma1] bQ_sigma1;  // coefficients of sigma1, on orthogonal columns
  vector[Kc_mu2] bQ_mu2;  // coefficients of mu2, on orthogonal columns
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
  lprior += normal_lpdf(bQ_mu2 | 0, 2);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    vector[N] mu1 = Intercept_mu1
      + XQ_mu1 * bQ_mu1;
    vector[N] log_sigma1 = XQ_sigma1 * bQ_sigma1;
    vector[N] sigma1 = exp(log_sigma1);
    vector[N] mu2 = Intercept_mu2
      + XQ_mu2 * bQ_mu2;
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log_sigma1 - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
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
