// Inverse of the squareplus link: the positive root of y - 1 / y = x.
real inv_squareplus(real x) {
  return 0.5 * (x + sqrt(square(x) + 4));
}
