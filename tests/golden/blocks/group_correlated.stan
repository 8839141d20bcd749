// coordinates: located_correlated
<group_located.coordinates>

// generated_quantities: located_correlated
<group_located.generated_quantities>

// model: group_correlated
target += std_normal_lpdf(to_vector(z_1));

// model: located_correlated
target += std_normal_lpdf(to_vector(z_1));
<group_located.determinant>

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

// whole_spread: located_correlated
diag_pre_multiply(sd_1, L_1)
