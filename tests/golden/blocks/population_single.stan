// summand: nonlinear
b_b[1]
