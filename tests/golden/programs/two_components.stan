// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;  // the response
  vector[2] con_theta;  // concentration of the Dirichlet prior of theta
  int prior_only;  // 1 to sample the prior alone
}
transformed data {
  real middle_mu1 = mean(Y);  // subtracted from the response and from the intercept, which avoids a loss of digits
  matrix[N, 2] R_mu1 = append_col(Y - middle_mu1, rep_vector(-1, N));  // multiplied by the vector of 1, intercept and coefficients, it gives the residuals
  matrix[2, 2] unit_mu1 = identity_matrix(2);  // its columns place 1, the intercept and the coefficients in one vector
}
parameters {
  real<lower=0> sigma1;  // sigma of component 1
  real<lower=0> sigma2;  // sigma of component 2
  simplex[2] theta;  // mixing proportions
  ordered[2] ordered_Intercept;  // intercepts of the components, in increasing order
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
    // component 1: normal
    real number1 = log(theta1)
      - 0.5 * log(2 * pi()) - log(sigma1);
    vector[N] cost1 = square(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] .* rep_vector(Intercept_mu1 - middle_mu1, 2)) * (sqrt(0.5) / sigma1)));
    // component 2: normal
    real number2 = log(theta2)
      - 0.5 * log(2 * pi()) - log(sigma2);
    vector[N] cost2 = square(R_mu1 * ((unit_mu1[, 1] + unit_mu1[, 2] .* rep_vector(Intercept_mu2 - middle_mu1, 2)) * (sqrt(0.5) / sigma2))) - (number2 - number1);
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
}
generated quantities {
}
