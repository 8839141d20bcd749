// Inverse of the softit link: softplus squeezed into (0, 1).
vector inv_softit_each(vector x) {
  return log1p_exp(x) ./ (1 + log1p_exp(x));
}
