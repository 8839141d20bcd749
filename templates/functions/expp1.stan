// Inverse of the logm1 link: exp(x) + 1.
real expp1(real x) {
  return exp(x) + 1;
}
