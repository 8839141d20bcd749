// summand: one_family
Intercept
  + Xc * b

// transformed_data: one_family
int Kc = K - 1;
matrix[N, Kc] Xc;  // the columns beside the intercept's, centred
for (k in 1:Kc) {
  Xc[, k] = X[, k + 1] - <mean.rows>;
}

// transformed_data: counted
int Kc_mu1 = K_mu1 - 1;
matrix[N, Kc_mu1] Xc_mu1;  // the columns beside the intercept's, centred
for (k in 1:Kc_mu1) {
  Xc_mu1[, k] = X_mu1[, k + 1] - <mean.counted>;
}
