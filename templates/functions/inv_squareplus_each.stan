// Inverse of the squareplus link: the positive root of y - 1 / y = x.
vector inv_squareplus_each(vector x) {
  return 0.5 * (x + sqrt(square(x) + 4));
}
