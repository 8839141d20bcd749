// model: group_correlated
target += std_normal_lpdf(to_vector(z_1));

// predictor: group_correlated
<group_alike.spread>
vector[N_1] r_1_mu1_1 = r_1[1]';  // coefficient 1, which adds to mu1
vector[N_1] r_1_mu1_2 = r_1[2]';  // coefficient 2, which adds to mu1

// predictor: related_levels
<group_alike.spread>
<group_cov.step>
vector[N_1] r_1_1 = r_1[1]';  // coefficient 1, which adds to mu
vector[N_1] r_1_2 = r_1[2]';  // coefficient 2, which adds to mu

// summand: group_correlated
<group_effect.share>
+ <group_effect.share>

// transformed_data: sets_of_levels
<group_by.transformed_data>
