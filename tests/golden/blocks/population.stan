// summand: one_family
Xi * (unit[, 1] * Intercept + unit[, 2:] * b)

// transformed_data: one_family
int Kc = K - 1;  // number of columns without the column of the intercept
matrix[N, K] Xi = X;  // column of the intercept, and the other columns centred
for (k in 2:K) {
  Xi[, k] = X[, k] - <mean.rows>;
}
<residual.columns>

// transformed_data: own_formulas
int Kc_sigma1 = K_sigma1 - 1;  // number of columns without the column of the intercept
matrix[N, K_sigma1] Xi_sigma1 = X_sigma1;  // column of the intercept, and the other columns centred
for (k in 2:K_sigma1) {
  Xi_sigma1[, k] = X_sigma1[, k] - <mean.rows>;
}
<residual.predictor>

// transformed_data: counted
int Kc_mu1 = K_mu1 - 1;  // number of columns without the column of the intercept
matrix[N, K_mu1] Xi_mu1 = X_mu1;  // column of the intercept, and the other columns centred
for (k in 2:K_mu1) {
  Xi_mu1[, k] = X_mu1[, k] - <mean.counted>;
}
<residual.predictor>
