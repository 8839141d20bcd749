// censored: censored
if (cens[n] == 0) {
  lp1[n] = normal_lpdf(Y[n] | mu1[n], sigma1);
} else if (cens[n] == 1) {
  lp1[n] = normal_lccdf(Y[n] | mu1[n], sigma1);
} else {
  lp1[n] = normal_lcdf(Y[n] | mu1[n], sigma1);
}

// exact: truncated
lp1[n] = normal_lpdf(Y[n] | mu1[n], sigma1);

// exact: thresholds of groups
lp1[n] = ordinal_ladder_lpmf(Y[n] | disc * (mu[n] - (Intercept - <category_effects.row>)));

// exact: thresholds_of_groups
lp1[n] = ordinal_sequence_lpmf(Y[n] | log_above_logit(disc * (mu[n] - <thresholds.row>)), log_below_logit(disc * (mu[n] - <thresholds.row>)));

// exact: density_of_the_user
lp1[n] = foo_lpdf(Y[n] | mu1[n], tau1, vreal1[n]);

// exact: truncated_below
lp1[n] = poisson_lpmf(Y[n] | mu[n]);

// exact: rows_that_are_constant
lp1[n] = ordinal_ladder_lpmf(Y[n] | disc * (mu - (Intercept - <category_effects.row>)));

// interval: interval_censored
if (cens[n] == 0) {
  lp1[n] = normal_lpdf(Y[n] | mu[n], sigma);
} else if (cens[n] == 1) {
  lp1[n] = normal_lccdf(Y[n] | mu[n], sigma);
} else if (cens[n] == -1) {
  lp1[n] = normal_lcdf(Y[n] | mu[n], sigma);
} else {
  lp1[n] = log_diff_exp(normal_lcdf(rcens[n] | mu[n], sigma), normal_lcdf(Y[n] | mu[n], sigma));
}
