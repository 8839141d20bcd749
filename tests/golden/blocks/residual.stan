// columns: columns
real middle_mu1 = mean(Y);  // taken off the response and the intercept, so that no digits are lost
matrix[N, K_mu1 + 1] R_mu1 = append_col(Y - middle_mu1, -Xi_mu1);  // times 1 and the coefficients: the residuals
matrix[K_mu1 + 1, K_mu1 + 1] unit_mu1 = identity_matrix(K_mu1 + 1);  // joins 1, intercept and coefficients to one vector

// intercept: two_components
real middle_mu1 = mean(Y);  // taken off the response and the intercept, so that no digits are lost
matrix[N, 2] R_mu1 = append_col(Y - middle_mu1, rep_vector(-1, N));  // times 1 and the intercept: the residuals
matrix[2, 2] unit_mu1 = identity_matrix(2);  // joins 1 and the intercept to one vector

// of_columns: columns
unit_mu1[, 1] + unit_mu1[, 2] * (Intercept_mu1 - middle_mu1) + unit_mu1[, 3:] * b_mu1

// of_intercept: two_components
unit_mu1[, 1] + unit_mu1[, 2] .* rep_vector(Intercept_mu1 - middle_mu1, 2)

// predictor: one_family
matrix[K, K] unit = identity_matrix(K);  // joins intercept and coefficients to one vector
