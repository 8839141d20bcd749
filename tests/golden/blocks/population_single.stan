// data: nonlinear
int<lower=1> K_b;  // columns of nlp_b

// summand: nonlinear
b_b[1]
