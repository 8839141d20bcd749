// folded: two_components
vector[N] gap_1_2 = abs(lp2 - lp1);
vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2)));

// folded: proportions_predicted
vector[N] gap_1_2 = abs(lp2 - lp1);
vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2))) - <odds.varying>;

// folded: nonlinear_rows
vector[N] gap_1_2 = abs(lp2 - lp1);
vector[N] upper_1_2 = 0.5 + 0.5 * (lp2 - lp1) ./ (gap_1_2 + 1e-100);
target += dot_product(lp1, 1 - upper_1_2) + dot_product(lp2, upper_1_2) - sum(log(inv_logit(gap_1_2))) - <odds.constant>;

// plain: one_family
target += sum(lp1);

// weighted: weighted
target += dot_product(weights, lp1_2);
