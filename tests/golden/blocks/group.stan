// coordinates: located
<group_located.coordinates>

// generated_quantities: located
<group_located.generated_quantities>

// model: group
target += std_normal_lpdf(to_vector(z_1));

// model: located
target += std_normal_lpdf(to_vector(z_1));
<group_located.determinant>

// predictor: group
vector[N_1] r_1_mu1_1 = <group_alike.times> z_1[1]';  // coefficient 1, which adds to mu1

// predictor: related_levels
vector[N_2] r_2_1 = <group_alike.times> (<group_cov.times> z_2[1]');  // coefficient 1, which adds to mu

// summand: group
<group_effect.share>

// summand: group_uncorrelated
<group_effect.share>
+ <group_effect.share>

// whole_spread: located
diag_matrix(sd_1)
