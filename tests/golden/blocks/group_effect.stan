// share: group
r_1_mu1_1[J_1]

// share: group_correlated
r_1_mu1_2[J_1] .* Z_1_mu1_2

// share: monotonic_shared
r_1_2[J_1_1] .* W_1_1 .* sp_1
