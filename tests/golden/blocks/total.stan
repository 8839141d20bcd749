// folded: own_formulas
vector[N] share_1_2 = inv_logit(lp2 - lp1);
<fold.taken>
<total.product>
<total.into> dot_product(lp1, lower_1_2) + dot_product(lp2, upper_1_2)
  - <total.logarithm>;

// folded: proportions_predicted
vector[N] share_1_2 = inv_logit(lp2 - lp1);
<fold.taken>
<total.product>
<total.into> dot_product(lp1, lower_1_2) + dot_product(lp2, upper_1_2)
  - <total.logarithm> - <odds.varying>;

// folded: nonlinear_rows
vector[N] share_1_2 = inv_logit(lp2 - lp1);
<fold.taken>
<total.product>
<total.into> dot_product(lp1, lower_1_2) + dot_product(lp2, upper_1_2)
  - <total.logarithm> - <odds.constant>;

// folded_costs: two_components
vector[N] share_1_2 = inv_logit(cost1 - cost2);
<fold.taken>
<total.product>
<total.into> N * number1 - dot_product(cost1, lower_1_2) - dot_product(cost2, upper_1_2)
  - <total.logarithm>;

// folded_costs: shifted
vector[N] share_1_2 = inv_logit(cost1 - cost2);
<fold.taken>
<total.product>
<total.into> N * number1 - dot_product(cost1, lower_1_2) - dot_product(cost2, upper_1_2)
  - <total.logarithm>;
<floor.total>

// into: two_components
target +=

// into: shifted
real total =

// logarithm: two_components
0.5 * (sum(log(square(product_1_2))) + sum(log(square(tail(taken_1_2, N - 10 * (N %/% 10))))))

// one_number: one_family
target += lp1;

// plain: censored
<total.into> sum(lp1_2);

// positive: binary
sum(log(product)) + sum(log(tail(larger, N - 10 * (N %/% 10))))

// product: two_components
vector[N %/% 10] product_1_2 = head(taken_1_2, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
for (i in 1:9) {
  product_1_2 .*= segment(taken_1_2, i * (N %/% 10) + 1, N %/% 10);
}

// weighted: correlated_residuals_weighted
<total.into> dot_product(weights_y, lp);

// weighted_costs: weighted
<total.into> dot_product(weights, number1 - cost1_2);
