// Inverse of the softit link: softplus(x) / (1 + softplus(x)).
vector inv_softit_each(vector x) {
  return log1p_exp(x) ./ (1 + log1p_exp(x));
}
