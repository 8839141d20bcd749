// transformed_data: one_family
matrix[N, K] Xi = X;  // column of the intercept, and the other columns centred
for (k in 2:K) {
  Xi[, k] = X[, k] - <mean.rows>;
}
