// summand: shared_coefficients
Xc * b

// transformed_data: shared_coefficients
int Kc = K;  // number of centred columns
matrix[N, Kc] Xc;  // centred columns
for (k in 1:Kc) {
  Xc[, k] = X[, k] - <mean.rows>;
}
