// data: related_levels
matrix[N_1, N_1] Lcov_1;  // Cholesky factor of the covariance of the levels

// step: related_levels
r_1 = r_1 * Lcov_1';

// times: related_levels
Lcov_2 *
