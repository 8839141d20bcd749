// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;  // the response
  int<lower=1> K_a;  // number of columns of the design matrix of nlp_a
  matrix[N, K_a] X_a;  // design matrix of nlp_a
  int<lower=1> K_b;  // number of columns of the design matrix of nlp_b
  int<lower=1> K_mu2;  // number of columns of the design matrix of mu2
  matrix[N, K_mu2] X_mu2;  // design matrix of mu2
  vector[2] con_theta;  // concentration of the Dirichlet prior of theta
  // group 1: g
  int<lower=1> N_1;  // number of levels
  int<lower=1> M_1;  // number of coefficients of each level
  array[N] int<lower=1> J_1;  // the level of each row
  vector[N] C_mu1_1;  // a column in the formula of mu1
  int prior_only;  // 1 to sample the prior alone
}
transformed data {
  int Kc_mu2 = K_mu2 - 1;  // number of columns without the column of the intercept
  matrix[N, K_mu2] Xi_mu2 = X_mu2;  // column of the intercept, and the other columns centred
  for (k in 2:K_mu2) {
    Xi_mu2[, k] = X_mu2[, k] - mean(X_mu2[, k]);
  }
  real middle_mu2 = mean(Y);  // subtracted from the response and from the intercept, which avoids a loss of digits
  matrix[N, K_mu2 + 1] R_mu2 = append_col(Y - middle_mu2, -Xi_mu2);  // multiplied by the vector of 1, intercept and coefficients, it gives the residuals
  matrix[K_mu2 + 1, K_mu2 + 1] unit_mu2 = identity_matrix(K_mu2 + 1);  // its columns place 1, the intercept and the coefficients in one vector
}
parameters {
  vector[K_a] b_a;  // coefficients of nlp_a
  vector[K_b] b_b;  // coefficients of nlp_b
  real<lower=0> sigma1;  // sigma of component 1
  vector[Kc_mu2] b_mu2;  // coefficients of mu2
  real Intercept_mu2;  // intercept of mu2 at the means of the columns
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
  vector<lower=0>[M_1] sd_1;  // standard deviation of each coefficient over the levels of g
  matrix[M_1, N_1] z_1;  // standardised coefficients of each level of g
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
    vector[N_1] r_1_b_1 = sd_1[1] * z_1[1]';  // coefficient 1, which adds to nlp_b
    vector[N] nlp_a = X_a * b_a;
    vector[N] nlp_b = b_b[1]
      + r_1_b_1[J_1];
    vector[N] mu1 = nlp_a .* exp(nlp_b .* C_mu1_1);
    // component 1: normal
    real number1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1);
    vector[N] cost1 = square(Y - mu1) / (2 * square(sigma1));
    // component 2: normal
    real number2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2);
    vector[N] cost2 = square(R_mu2 * ((unit_mu2[, 1] + unit_mu2[, 2] * (Intercept_mu2 - middle_mu2) + unit_mu2[, 3:] * b_mu2) * (sqrt(0.5) / sigma2))) - (number2 - number1);
    // The density of each row is the sum of the weighted densities of the components. The log density of a
    // component is a number minus the cost of the row. For two costs a and b, share is
    // exp(-b) / (exp(-a) + exp(-b)). In rows where upper is 1, b is smaller than a, and
    // -log(exp(-a) + exp(-b)) equals b + log(share). In rows where lower is 1, it equals a + log(1 - share).
    // The argument of the logarithm is the absolute value of taken.
    vector[N] share_1_2 = inv_logit(cost1 - cost2);
    vector[N] upper_1_2 = floor(1.5 * share_1_2);
    vector[N] lower_1_2 = 1 - upper_1_2;
    vector[N] taken_1_2 = share_1_2 - lower_1_2;
    vector[N %/% 10] product_1_2 = head(taken_1_2, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
    for (i in 1:9) {
      product_1_2 .*= segment(taken_1_2, i * (N %/% 10) + 1, N %/% 10);
    }
    target += N * number1 - dot_product(cost1, lower_1_2) - dot_product(cost2, upper_1_2)
      - 0.5 * (sum(log(square(product_1_2))) + sum(log(square(tail(taken_1_2, N - 10 * (N %/% 10))))));
  }
  target += lprior;
  target += std_normal_lpdf(to_vector(z_1));
}
generated quantities {
}
