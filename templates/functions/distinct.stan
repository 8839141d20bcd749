// The distinct values of x, in ascending order.
vector distinct(vector x) {
  vector[rows(x)] found = sort_asc(x);
  int count = 1;
  for (n in 2:rows(x)) {
    if (found[n] > found[count]) {
      count += 1;
      found[count] = found[n];
    }
  }
  return found[1:count];
}
// The position of each element of x among the distinct values.
array[] int places(vector x, vector values) {
  array[rows(x)] int place;
  array[rows(x)] int order = sort_indices_asc(x);
  int at = 1;
  for (n in order) {
    at += x[n] > values[at];
    place[n] = at;
  }
  return place;
}
