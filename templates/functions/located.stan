// The standardised coefficients of levels, and in the last row the log of the determinant of their derivative
// with respect to the coordinates. The likelihood of the coefficients r of a level is about
// exp(pull' r - r' info r / 2), and r is spread times the standardised coefficients. Given all other
// parameters, coordinates with a standard normal distribution then give coefficients with their posterior.
matrix located(matrix coordinates, matrix spread, array[,] vector info, array[] vector pull,
               array[] matrix lean, vector population) {
  int M = rows(coordinates);
  int N = cols(coordinates);
  if (M == 1) {
    real s = spread[1, 1];
    vector[N] inverse_1 = inv_sqrt(1 + square(s) * info[1, 1]);
    vector[N] z_1 = (s * (pull[1] - lean[1] * population) .* inverse_1 + coordinates[1]') .* inverse_1;
    return append_col(z_1, log(inverse_1))';
  }
  if (M == 2) {  // the same as below, written out, because this is faster
    real s_11 = spread[1, 1];
    real s_21 = spread[2, 1];
    real s_22 = spread[2, 2];
    vector[N] pull_1 = pull[1] - lean[1] * population;
    vector[N] pull_2 = pull[2] - lean[2] * population;
    vector[N] inverse_1 = inv_sqrt(1 + square(s_11) * info[1, 1] + (2 * s_11 * s_21) * info[1, 2]
                                   + square(s_21) * info[2, 2]);
    vector[N] root_21 = ((s_11 * s_22) * info[1, 2] + (s_21 * s_22) * info[2, 2]) .* inverse_1;
    vector[N] inverse_2 = inv_sqrt(1 + square(s_22) * info[2, 2] - square(root_21));
    vector[N] part_1 = (s_11 * pull_1 + s_21 * pull_2) .* inverse_1;
    vector[N] z_2 = ((s_22 * pull_2 - root_21 .* part_1) .* inverse_2 + coordinates[2]') .* inverse_2;
    vector[N] z_1 = (part_1 + coordinates[1]' - root_21 .* z_2) .* inverse_1;
    return append_col(append_col(z_1, z_2), log(inverse_1 .* inverse_2))';
  }
  array[M, M] vector[N] root;  // the Cholesky factor of the precision, below its diagonal
  array[M] vector[N] inverse;  // the inverses of its diagonal
  array[M] vector[N] part;
  matrix[M + 1, N] z;
  vector[N] product;
  for (a in 1:M) {
    part[a] = spread[a, a] * (pull[a] - lean[a] * population);
    for (j in (a + 1):M) {
      part[a] += spread[j, a] * (pull[j] - lean[j] * population);
    }
    for (b in 1:a) {
      vector[N] entry = (spread[a, a] * spread[b, b]) * info[a, b];
      for (k in (b + 1):M) {
        entry += (spread[a, a] * spread[k, b]) * info[a, k];
      }
      for (j in (a + 1):M) {
        for (k in b:M) {
          entry += (spread[j, a] * spread[k, b]) * info[j, k];
        }
      }
      for (c in 1:(b - 1)) {
        entry -= root[a, c] .* root[b, c];
      }
      if (a == b) {
        inverse[a] = inv_sqrt(1 + entry);
      } else {
        root[a, b] = entry .* inverse[b];
      }
    }
    for (c in 1:(a - 1)) {
      part[a] -= root[a, c] .* part[c];
    }
    part[a] = part[a] .* inverse[a];
  }
  for (down in 1:M) {
    int a = M + 1 - down;
    vector[N] rest = part[a] + coordinates[a]';
    for (c in (a + 1):M) {
      rest -= root[c, a] .* part[c];
    }
    part[a] = rest .* inverse[a];
    z[a] = part[a]';
  }
  product = inverse[1];
  for (a in 2:M) {
    product = product .* inverse[a];
  }
  z[M + 1] = log(product)';
  return z;
}
