// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_a;  // columns of nlp_a
  matrix[N, K_a] X_a;
  int<lower=1> K_b;  // columns of nlp_b
  int<lower=1> K_mu2;  // columns of mu2
  matrix[N, K_mu2] X_mu2;
  vector[2] con_theta;  // concentration of their prior
  // group 1: g
  int<lower=1> N_1;  // levels
  int<lower=1> M_1;  // coefficients per level
  array[N] int<lower=1> J_1;  // level of each row
  vector[N] C_mu1_1;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc_mu2 = K_mu2 - 1;
  matrix[N, Kc_mu2] Xc_mu2;  // the columns beside the intercept's, centred
  for (k in 1:Kc_mu2) {
    Xc_mu2[, k] = X_mu2[, k + 1] - mean(X_mu2[, k + 1]);
  }
}
parameters {
  vector[K_a] b_a;  // coefficients of nlp_a
  vector[K_b] b_b;  // coefficients of nlp_b
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real Intercept_mu2;  // intercept of mu2 at the columns' means
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
  vector<lower=0>[M_1] sd_1;  // spread of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // coefficients, standardized
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real lprior = 0;  // log density of the priors
  lprior += normal_lpdf(b_a | 0, 2);
  lprior += normal_lpdf(b_b | 0, 1);
  lprior += student_t_lpdf(sigma1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
  lprior += dirichlet_lpdf(theta | con_theta);
  lprior += student_t_lpdf(sd_1 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
}
model {
  if (!prior_only) {
    vector[N_1] r_1_b_1 = sd_1[1] * z_1[1]';
    vector[N] nlp_a = X_a * b_a;
    vector[N] nlp_b = b_b[1]
      + r_1_b_1[J_1];
    vector[N] mu2 = Intercept_mu2
      + Xc_mu2 * b_mu2;
    vector[N] mu1 = nlp_a .* exp(nlp_b .* C_mu1_1);
    vector[N] lp1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(gap)),
    // where gap = abs(b - a) and max(a, b) = (1 - upper) * a + upper * b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2)));
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
}
generated quantities {
}
