// Inverse of the tan_half link: an angle in (-pi, pi).
vector inv_tan_half_each(vector x) {
  return 2 * atan(x);
}
