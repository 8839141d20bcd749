// share: group
r_1_mu1_1[J_1]

// share: group_correlated
r_1_mu1_2[J_1] .* Z_1_mu1_2

// share: monotonic
r_1_mu1_3[J_1] .* mo_mu1_1[Pmo_mu1_1]

// share: monotonic_shared
r_1_2[J_1_1] .* W_1_1 .* mo_1[Pmo_1]

// share: memberships
r_1_mu1_2[J_1_1] .* W_1_1 .* Z_1_mu1_2_1
