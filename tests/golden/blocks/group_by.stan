// spread: sets_of_levels
matrix[M_1, N_1] r_1 = rep_matrix(0, M_1, N_1);  // coefficients of each level
for (k in 1:Nby_1) {
  r_1 += diag_pre_multiply(sd_1[, k], L_1[k]) * diag_post_multiply(z_1, in_1[k]);
}

// times: sets_of_levels_apart
sd_1[1, Jby_1]' .*

// transformed_data: sets_of_levels
array[Nby_1] vector[N_1] in_1;  // 1 if the level belongs to the set, else 0
for (k in 1:Nby_1) {
  for (j in 1:N_1) {
    in_1[k, j] = Jby_1[j] == k;
  }
}
