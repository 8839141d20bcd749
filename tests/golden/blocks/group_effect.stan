// share: group
r_1_mu1_1[J_1]

// share: group_correlated
r_1_mu1_2[J_1] .* Z_1_mu1_2

// share: memberships
r_1_mu1_2[J_1_1] .* W_1_1 .* Z_1_mu1_2_1
