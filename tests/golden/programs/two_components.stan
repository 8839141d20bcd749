// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  vector[2] con_theta;  // concentration of their prior
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
}
parameters {
  real<lower=0> sigma1;  // sigma of component 1
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
    real mu1 = Intercept_mu1;
    real mu2 = Intercept_mu2;
    vector[N] lp1 = rep_vector(log(theta1), N)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = rep_vector(log(theta2), N)
      - 0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(gap)),
    // where gap = abs(b - a) and max(a, b) = (1 - upper) * a + upper * b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2)));
  }
  target += lprior;
}
generated quantities {
}
