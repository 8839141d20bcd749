// Inverse of the cauchit link: the distribution function of the standard Cauchy.
vector inv_cauchit_each(vector x) {
  return atan(x) / pi() + 0.5;
}
