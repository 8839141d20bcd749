// summand: own_formulas
Xi_sigma1 * (unit_sigma1[, 1] * Intercept_sigma1 + unit_sigma1[, 2:] * b_sigma1)

// transformed_data: one_family
int Kc = K - 1;  // number of columns without the column of the intercept
matrix[N, K] Xi = X;  // column of the intercept, and the other columns centred
for (k in 2:K) {
  Xi[, k] = X[, k] - <mean.rows>;
}

// transformed_data: counted
int Kc_mu1 = K_mu1 - 1;  // number of columns without the column of the intercept
matrix[N, K_mu1] Xi_mu1 = X_mu1;  // column of the intercept, and the other columns centred
for (k in 2:K_mu1) {
  Xi_mu1[, k] = X_mu1[, k] - <mean.counted>;
}
