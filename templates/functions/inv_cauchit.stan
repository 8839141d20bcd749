// Inverse of the cauchit link: the distribution function of the standard Cauchy.
real inv_cauchit(real x) {
  return atan2(1, -x) / pi();
}
vector inv_cauchit(vector x) {
  return atan(x) / pi() + 0.5;
}
