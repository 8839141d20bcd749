// fast: three_components
vector[N] gap_1_2 = abs(lp2 - lp1);
vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
vector[N] lp1_2 = lp1 .* (1 - upper_1_2) + lp2 .* upper_1_2 - log(inv_logit(gap_1_2));

// safe: shifted
vector[N] lp1_2;
for (n in 1:N) {
  lp1_2[n] = log_sum_exp(lp1[n], lp2[n]);
}
