// spread: group_correlated
matrix[M_1, N_1] r_1 = diag_pre_multiply(sd_1, L_1) * z_1;  // coefficients of each level

// times: group
sd_1[1] *
