// Inverse of the cauchit link: the distribution function of the standard Cauchy.
real inv_cauchit(real x) {
  return atan2(1, -x) / pi();
}
