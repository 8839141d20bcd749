// data: orthogonal
int<lower=1> K_mu1;  // columns of mu1
matrix[N, K_mu1 - 1] XQ_mu1;  // those beside the intercept's, made orthogonal

// summand: orthogonal
Intercept_mu1
XQ_mu1 * bQ_mu1

// transformed_data: orthogonal
int Kc_mu1 = K_mu1 - 1;
