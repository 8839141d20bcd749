// summand: orthogonal
XQ_sigma1 * bQ_sigma1
