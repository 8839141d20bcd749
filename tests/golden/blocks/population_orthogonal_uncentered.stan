// data: orthogonal
int<lower=1> K_sigma1;  // columns of sigma1
matrix[N, K_sigma1] XQ_sigma1;  // the columns, made orthogonal

// summand: orthogonal
XQ_sigma1 * bQ_sigma1
