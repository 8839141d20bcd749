// Inverse of the tan_half link: angles in (-pi, pi).
real inv_tan_half(real x) {
  return 2 * atan(x);
}
