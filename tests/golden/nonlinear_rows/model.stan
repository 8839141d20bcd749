// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K_a;  // columns of nlp_a
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1] X_mu1;
  int<lower=1> K_mu2;  // columns of mu2
  matrix[N, K_mu2] X_mu2;
  vector[N] C_sigma1_1;
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
  vector[K_a] b_a;  // coefficients of nlp_a
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real<lower=0> sigma2;  // sigma of component 2
  ordered[2] ordered_Intercept;  // intercepts of the components, in order
}
transformed parameters {
  real Intercept_mu1 = ordered_Intercept[1];
  real Intercept_mu2 = ordered_Intercept[2];
  real lprior = 0;  // log density of the priors
  lprior += normal_lpdf(b_a | 0, 1);
  lprior += student_t_lpdf(Intercept_mu1 | 3, -1, 2.5);
  lprior += student_t_lpdf(Intercept_mu2 | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma2 | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
}
model {
  if (!prior_only) {
    real nlp_a = b_a[1];
    vector[N] mu1 = Intercept_mu1
      + Xc_mu1 * b_mu1;
    vector[N] mu2 = Intercept_mu2
      + Xc_mu2 * b_mu2;
    vector[N] sigma1;
    for (n in 1:N) {
      sigma1[n] = exp(nlp_a * (C_sigma1_1[n] > 0.0));
    }
    real theta1 = nlp_a;
    real log_total_1 = log1p_exp(theta1);
    vector[N] lp1 = theta1
      - 0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1);
    vector[N] lp2 = -0.5 * log(2 * pi()) - log(sigma2) - (0.5 * inv_square(sigma2)) .* square(Y - mu2);
    // the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)));
    // upper is 1 where b is larger: max(a, b) = (1 - upper) a + upper b
    vector[N] gap_1_2 = abs(lp2 - lp1);
    vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
    target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2))) - N * log_total_1;
  }
  target += lprior;
}
generated quantities {
}
