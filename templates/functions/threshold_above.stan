// The threshold above each category; for the last category the last threshold.
array[] int threshold_above(array[] int y, int nthres) {
  array[num_elements(y)] int k;
  for (n in 1:num_elements(y)) {
    k[n] = min(y[n], nthres);
  }
  return k;
}
