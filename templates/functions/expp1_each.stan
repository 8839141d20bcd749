// Inverse of the logm1 link: exp(x) + 1.
vector expp1_each(vector x) {
  return exp(x) + 1;
}
