// generated with pybrms_mix 0
functions {
  // The values that x takes, ascending.
  vector distinct(vector x) {
    vector[rows(x)] found = sort_asc(x);
    int count = 1;
    for (n in 2:rows(x)) {
      if (found[n] > found[count]) {
        count += 1;
        found[count] = found[n];
      }
    }
    return found[1:count];
  }
  // The position of each value of x among them.
  array[] int places(vector x, vector values) {
    array[rows(x)] int place;
    array[rows(x)] int order = sort_indices_asc(x);
    int at = 1;
    for (n in order) {
      at += x[n] > values[at];
      place[n] = at;
    }
    return place;
  }
  // lgamma(x + shift), computed once for each value of x.
  vector lgamma_shifted(vector values, array[] int place, real shift) {
    return lgamma(values + shift)[place];
  }
  // Negative binomial with more zeros: zi is the probability of a zero that is none of its own.
  real zero_inflated_neg_binomial_lpmf(int y, real mu, real phi, real zi) {
    real rest = log1m(zi) + neg_binomial_2_lpmf(y | mu, phi);
    return y == 0 ? log_sum_exp(log(zi), rest) : rest;
  }
  real zero_inflated_neg_binomial_lccdf(int y, real mu, real phi, real zi) {
    return y < 0 ? 0 : log1m(zi) + neg_binomial_2_lccdf(y | mu, phi);
  }
  real zero_inflated_neg_binomial_lcdf(int y, real mu, real phi, real zi) {
    return log1m_exp(zero_inflated_neg_binomial_lccdf(y | mu, phi, zi));
  }
}
data {
  int<lower=1> N;  // number of rows
  array[N] int Y;
  int<lower=1> K_mu1;  // columns of mu1
  matrix[N, K_mu1] X_mu1;
  int<lower=1> K_shape1;  // columns of shape1
  matrix[N, K_shape1] X_shape1;
  vector[2] con_theta;  // concentration of their prior
  vector[N] offsets_mu1;
  int prior_only;  // should the likelihood be ignored?
}
transformed data {
  int Kc_mu1 = K_mu1 - 1;
  matrix[N, Kc_mu1] Xc_mu1;  // the columns beside the intercept's, centred
  for (k in 1:Kc_mu1) {
    Xc_mu1[, k] = X_mu1[, k + 1] - mean(X_mu1[, k + 1]);
  }
  int Kc_shape1 = K_shape1 - 1;
  matrix[N, Kc_shape1] Xc_shape1;  // the columns beside the intercept's, centred
  for (k in 1:Kc_shape1) {
    Xc_shape1[, k] = X_shape1[, k + 1] - mean(X_shape1[, k + 1]);
  }
  vector[N] Y_vector = to_vector(Y);  // the response as real numbers
  vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
  vector[N] is_zero = 1 - fmin(Y_vector, 1);  // 1 where the response is 0
}
parameters {
  vector[Kc_mu1] b_mu1;  // coefficients of mu1
  real Intercept_mu1;  // intercept of mu1 at the columns' means
  vector[Kc_shape1] b_shape1;  // coefficients of shape1
  real Intercept_shape1;  // intercept of shape1 at the columns' means
  real<lower=0, upper=1> zi2;  // zi of component 2
  simplex[2] theta;  // mixing proportions
}
transformed parameters {
  real theta1 = theta[1];
  real theta2 = theta[2];
  real lprior = 0;  // log density of the priors
  lprior += student_t_lpdf(Intercept_mu1 | 3, -0.943826746689324, 2.5);
  lprior += student_t_lpdf(Intercept_shape1 | 3, 0, 2.5);
  lprior += beta_lpdf(zi2 | 1, 1);
  lprior += dirichlet_lpdf(theta | con_theta);
}
model {
  if (!prior_only) {
    vector[N] mu1 = Intercept_mu1
      + Xc_mu1 * b_mu1
      + offsets_mu1;
    vector[N] log_shape1 = Intercept_shape1
      + Xc_shape1 * b_shape1;
    vector[N] shape1 = exp(log_shape1);
    vector[N] lp1 = log(theta1)
      - lgamma(shape1) - lgamma_Y1 + lgamma(Y_vector + shape1)
      + Y_vector .* (mu1 - log_shape1) - (Y_vector + shape1) .* log1p_exp(mu1 - log_shape1);
    vector[N] lp2 = log(theta2)
      + log(zi2 + (1 - zi2) .* exp(is_zero .* (-shape1 .* log1p_exp(mu1 - log_shape1))))
      + (1 - is_zero) .* ((log1m(zi2) - lgamma(shape1)) - lgamma_Y1 + lgamma(Y_vector + shape1)
         + Y_vector .* (mu1 - log_shape1) - (Y_vector + shape1) .* log1p_exp(mu1 - log_shape1));
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
