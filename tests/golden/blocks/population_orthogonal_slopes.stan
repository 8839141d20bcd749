// data: orthogonal_slopes
int<lower=1> K;  // columns of mu
matrix[N, K] XQ;  // the columns, made orthogonal

// summand: orthogonal_slopes
XQ * bQ

// transformed_data: orthogonal_slopes
int Kc = K;
