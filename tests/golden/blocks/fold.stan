// costs: three_components
vector[N] share_1_2 = inv_logit(cost1 - cost2);
<fold.taken>
vector[N] cost1_2 = cost1 .* lower_1_2 + cost2 .* upper_1_2 + 0.5 * log(square(taken_1_2));

// fast: proportions_free
vector[N] share_1_2 = inv_logit(lp2 - lp1);
<fold.taken>
vector[N] lp1_2 = lp1 .* lower_1_2 + lp2 .* upper_1_2 - 0.5 * log(square(taken_1_2));

// safe: censored
vector[N] lp1_2;
for (n in 1:N) {
  lp1_2[n] = log_sum_exp(lp1[n], lp2[n]);
}

// taken: two_components
vector[N] upper_1_2 = floor(1.5 * share_1_2);
vector[N] lower_1_2 = 1 - upper_1_2;
vector[N] taken_1_2 = share_1_2 - lower_1_2;
