// The threshold below each category; for the first category the first threshold.
array[] int threshold_below(array[] int y) {
  array[num_elements(y)] int k;
  for (n in 1:num_elements(y)) {
    k[n] = max(y[n] - 1, 1);
  }
  return k;
}
