// x^exponent for a positive exponent, computed once for each value of x, which may be 0.
vector powers(vector values, array[] int place, real exponent) {
  vector[rows(values)] positive = ceil(values ./ (values + 1));
  return (positive .* exp(rep_vector(exponent, rows(values)) .* log(values + 1 - positive)))[place];
}
