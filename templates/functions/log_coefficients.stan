// The log of gamma(y + shape) / (gamma(shape) y!), computed once for each value of y. The number is repeated,
// so that stanc stores the sum as one array.
vector log_coefficients(vector values, array[] int place, real shape) {
  return (lgamma(values + rep_vector(shape, rows(values))) - lgamma(values + 1) - lgamma(shape))[place];
}
