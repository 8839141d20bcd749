// all_rows: two_components
real middle_mu1 = mean(Y);  // subtracted from the response and from the intercept, which avoids a loss of digits
matrix[N, 2] R_mu1 = <residual.joined>;  // multiplied by the vector of 1, intercept and coefficients, it gives the residuals
matrix[2, 2] unit_mu1 = identity_matrix(2);  // its columns place 1, the intercept and the coefficients in one vector

// columns: one_family
<residual.triangle>

// columns: columns
<residual.all_rows>

// intercept: two_components
<residual.all_rows>

// joined: one_family
append_col(Y - middle, -Xi)

// joined: two_components
append_col(Y - middle_mu1, rep_vector(-1, N))

// of_columns: one_family
unit[, 1] + unit[, 2] * (Intercept - middle) + unit[, 3:] * b

// of_intercept: two_components
unit_mu1[, 1] + unit_mu1[, 2] .* rep_vector(Intercept_mu1 - middle_mu1, 2)

// product: one_family
R * ((<residual.of_columns>) * (sqrt(0.5) / sigma))

// product: two_components
R_mu1 * ((<residual.of_intercept>) * (sqrt(0.5) / sigma1))

// product: no_order
R_mu1 * ((<residual.of_columns>) * (inv(sqrt(nu2) * sigma2)))

// transformed_data: one_family
<residual.columns>

// transformed_data: two_components
<residual.intercept>

// triangle: one_family
real middle = mean(Y);  // subtracted from the response and from the intercept, which avoids a loss of digits
matrix[K + 1, K + 1] R = triangle(<residual.joined>);  // multiplied by the vector of 1, intercept and coefficients, it gives a vector with the norm of the residuals
matrix[K + 1, K + 1] unit = identity_matrix(K + 1);  // its columns place 1, the intercept and the coefficients in one vector

// triangle: weighted_family
real middle = mean(Y);  // subtracted from the response and from the intercept, which avoids a loss of digits
matrix[K + 1, K + 1] R = triangle(diag_pre_multiply(sqrt(weights), <residual.joined>));  // multiplied by the vector of 1, intercept and coefficients, it gives a vector with the norm of the residuals
matrix[K + 1, K + 1] unit = identity_matrix(K + 1);  // its columns place 1, the intercept and the coefficients in one vector
