// The upper triangular matrix R with R' * R = A' * A, by the modified Gram-Schmidt process, which
// avoids the loss of digits that the squares of A would cause. The columns may be dependent.
matrix triangle(matrix A) {
  int K = cols(A);
  matrix[rows(A), K] Q = A;
  matrix[K, K] R = rep_matrix(0, K, K);
  for (k in 1:K) {
    R[k, k] = sqrt(dot_self(Q[, k]));
    if (R[k, k] > 0) {
      Q[, k] = Q[, k] / R[k, k];
      for (j in (k + 1):K) {
        R[k, j] = dot_product(Q[, k], Q[, j]);
        Q[, j] = Q[, j] - R[k, j] * Q[, k];
      }
    }
  }
  return R;
}
