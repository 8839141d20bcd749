// summand: orthogonal
Intercept_mu1
+ XQ_mu1 * bQ_mu1

// transformed_data: orthogonal
int Kc_mu1 = K_mu1 - 1;  // number of columns without the column of the intercept
