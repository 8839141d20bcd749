// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_a;  // columns of nlp_a
  int<lower=1> K_b;  // columns of nlp_b
  vector[3] con_theta;  // concentration of their prior
  vector[N] C_mu1_1;
  vector[N] C_mu2_1;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
}
parameters {
  vector[K_a] b_a;  // coefficients of nlp_a
  vector[K_b] b_b;  // coefficients of nlp_b
  real<lower=0> sigma1;  // sigma of component 1
  real<lower=0> sigma2;  // sigma of component 2
  real<lower=0> sigma3;  // sigma of component 3
  simplex[3] theta;  // mixing proportions
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real theta3 = theta[3];
  real lprior = 0;  // log density of the priors
  lprior += normal_lpdf(b_a | 0, 2);
  lprior += normal_lpdf(b_b | 0, 1);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(sigma3 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    real nlp_a = b_a[1];
    real nlp_b = b_b[1];
    vector[N] mu1 = nlp_a * exp(nlp_b * C_mu1_1);
    vector[N] mu2 = nlp_a * exp(nlp_b * C_mu2_1);
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    vector[N] lp3 = log(theta3)
      - 0.5 * log(2 * pi()) - log(sigma3) - (0.5 * inv_square(sigma3)) .* square(Y - mu1);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)));
    // upper is 1 where b is larger: max(a, b) = (1 - upper) a + upper b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    vector[N] lp1_2 = lp1 .* (1 - upper_1_2) + lp2 .* upper_1_2 - log(inv_logit(gap_1_2));
    vector[N] gap_1_2_3 = abs(lp3 - lp1_2);
    vector[N] upper_1_2_3 = 0.5 + 0.5 * (lp3 - lp1_2) ./ (gap_1_2_3 + 1e-100);
    target += dot_product(lp1_2, 1 - upper_1_2_3) + dot_product(lp3, upper_1_2_3) - sum(log(inv_logit(gap_1_2_3)));
  }
  target += lprior;
}
generated quantities {
}
