// Mixing proportions and probabilities of inflation, and in the last element the log of the determinant of their
// derivative. The first argument holds the proportions among the rows that are not inflated. The first fraction is
// the proportion of inflated rows. Each further fraction is the part of one component in the inflated rows of this
// and all later components. The components with a positive element of has are inflated.
vector inflated(vector shares, vector fractions, vector has) {
  int K = size(shares);
  int M = size(fractions);
  vector[K] theta = (1 - fractions[1]) * shares;
  vector[M] probabilities;
  real rest = fractions[1];
  real change = (K - 1) * log1m(fractions[1]);
  int m = 0;
  for (k in 1:K) {
    if (has[k] > 0) {
      real zeros = rest;
      m += 1;
      if (m < M) {
        zeros = rest * fractions[m + 1];
        change += log(rest);
        rest -= zeros;
      }
      theta[k] += zeros;
      probabilities[m] = zeros / theta[k];
      change -= log(theta[k]);
    }
  }
  return append_row(theta, append_row(probabilities, change));
}
