// model: group_correlated
target += std_normal_lpdf(to_vector(z_1));

// predictor: group_correlated
<group_alike.spread>
vector[N_1] r_1_mu1_1 = r_1[1]';
vector[N_1] r_1_mu1_2 = r_1[2]';

// predictor: related_levels
<group_alike.spread>
<group_cov.step>
vector[N_1] r_1_1 = r_1[1]';
vector[N_1] r_1_2 = r_1[2]';

// summand: group_correlated
<group_effect.share>
  + <group_effect.share>

// transformed_data: sets_of_levels
<group_by.transformed_data>
