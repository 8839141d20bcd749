// Inverse of the softit link: softplus squeezed into (0, 1).
real inv_softit(real x) {
  return log1p_exp(x) / (1 + log1p_exp(x));
}
