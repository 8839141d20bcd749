// data: shared_coefficients
int<lower=1> K;  // columns of all components
matrix[N, K] X;

// summand: shared_coefficients
Xc * b

// transformed_data: shared_coefficients
int Kc = K;
matrix[N, Kc] Xc;  // the columns, centred
for (k in 1:Kc) {
  Xc[, k] = X[, k] - <mean.rows>;
}
