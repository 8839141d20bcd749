// Inverse of the logm1 link: numbers above one.
vector expp1_each(vector x) {
  return exp(x) + 1;
}
