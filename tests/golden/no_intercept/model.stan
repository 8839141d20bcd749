// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1] X_mu1;
  int<lower=1> K_mu2;  // columns of mu2
  matrix[N, K_mu2] X_mu2;
  vector[2] con_theta;  // concentration of their prior
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
}
parameters {
  vector[K_mu1] b_mu1;  // coefficients of mu1
  real<lower=0> sigma1;  // sigma of component 1
  vector[K_mu2] b_mu2;  // coefficients of mu2
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    vector[N] mu1 = X_mu1 * b_mu1;
    vector[N] mu2 = X_mu2 * b_mu2;
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
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
