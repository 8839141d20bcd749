// Inverse of the logm1 link: numbers above one.
real expp1(real x) {
  return exp(x) + 1;
}
