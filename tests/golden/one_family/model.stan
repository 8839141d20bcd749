// generated with pybrms_mix 0
functions {
}
data {
  int<lower=1> N;  // number of rows
  vector[N] Y;
  int<lower=1> K;  // columns of mu
  matrix[N, K] X;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc = K - 1;
  matrix[N, Kc] Xc;  // the columns beside the intercept's, centred
  for (k in 1:Kc) {
    Xc[, k] = X[, k + 1] - mean(X[, k + 1]);
  }
}
parameters {
  vector[Kc] b;  // coefficients of mu
  real Intercept;  // intercept of mu at the columns' means
  real<lower=0> sigma;  // sigma of component 1
}
transformed parameters {
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept | 3, -1, 2.5);
  lprior += student_t_lpdf(sigma | 3, 0, 2.5)
    - 1 * student_t_lccdf(0 | 3, 0, 2.5);
}
model {
  if (!prior_only) {
    vector[N] mu = Intercept
      + Xc * b;
    vector[N] lp1 = -0.5 * log(2 * pi()) - log(sigma) - (0.5 * inv_square(sigma)) .* square(Y - mu);
    target += sum(lp1);
  }
  target += lprior;
}
generated quantities {
}
