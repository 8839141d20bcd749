// summand: own_formulas
Xi_sigma1 * (unit_sigma1[, 1] * Intercept_sigma1 + unit_sigma1[, 2:] * b_sigma1)

// transformed_data: one_family
int Kc = K - 1;  // number of columns without the column of the intercept
