// transformed_data: own_formulas
matrix[K_sigma1, K_sigma1] unit_sigma1 = identity_matrix(K_sigma1);  // its columns place the intercept and the coefficients in one vector
