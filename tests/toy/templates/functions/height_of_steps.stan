// the height of each row's step: b at the mean share, for each level climbed
vector height_of_steps(real b, vector rise, array[] int levels) {
  int top = num_elements(rise);
  vector[top + 1] height = append_row(0, cumulative_sum(rise));
  vector[num_elements(levels)] found;
  for (n in 1:num_elements(levels)) {
    found[n] = b * top * height[levels[n] + 1];
  }
  return found;
}
