// Inverse of the tan_half link: an angle in (-pi, pi).
real inv_tan_half(real x) {
  return 2 * atan(x);
}
