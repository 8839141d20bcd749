// censored: censored
if (cens[n] == 0) {
  lp1[n] = normal_lpdf(Y[n] | <fragment.at_row>, sigma1);
} else if (cens[n] == 1) {
  lp1[n] = normal_lccdf(Y[n] | <fragment.at_row>, sigma1);
} else {
  lp1[n] = normal_lcdf(Y[n] | <fragment.at_row>, sigma1);
}

// exact: truncated
lp1[n] = normal_lpdf(Y[n] | <fragment.at_row>, sigma1);

// exact: thresholds_of_groups
lp1[n] = ordinal_sequence_lpmf(Y[n] | log_above_logit(disc * (<fragment.at_row> - <thresholds.row>)), log_below_logit(disc * (<fragment.at_row> - <thresholds.row>)));

// exact: category_specific
lp1[n] = ordinal_ladder_lpmf(Y[n] | disc1 * (<fragment.at_row> - <fragment.difference>));

// exact: truncated_below
lp1[n] = poisson_lpmf(Y[n] | <fragment.at_row>);

// interval: interval_censored
if (cens[n] == 0) {
  lp1[n] = normal_lpdf(Y[n] | <fragment.at_row>, sigma);
} else if (cens[n] == 1) {
  lp1[n] = normal_lccdf(Y[n] | <fragment.at_row>, sigma);
} else if (cens[n] == -1) {
  lp1[n] = normal_lcdf(Y[n] | <fragment.at_row>, sigma);
} else {
  lp1[n] = log_diff_exp(normal_lcdf(rcens[n] | <fragment.at_row>, sigma), normal_lcdf(Y[n] | <fragment.at_row>, sigma));
}
