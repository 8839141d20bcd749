// folded: two_components
vector[N] gap_1_2 = abs(lp2 - lp1);
target += sum(lp1) + 0.5 * sum(lp2 - lp1 + gap_1_2) - sum(log(inv_logit(gap_1_2)));

// folded: proportions_predicted
vector[N] gap_1_2 = abs(lp2 - lp1);
target += sum(lp1) + 0.5 * sum(lp2 - lp1 + gap_1_2) - sum(log(inv_logit(gap_1_2))) - <odds.varying>;

// folded: nonlinear_rows
vector[N] gap_1_2 = abs(lp2 - lp1);
target += sum(lp1) + 0.5 * sum(lp2 - lp1 + gap_1_2) - sum(log(inv_logit(gap_1_2))) - <odds.constant>;

// plain: one_family
target += sum(lp1);

// weighted: weighted
target += dot_product(weights, lp1_2);
