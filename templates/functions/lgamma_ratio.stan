// The log of gamma(shift) / gamma(x + shift), computed once for each value of x. The number is repeated, so that
// stanc stores the sum as one array.
vector lgamma_ratio(vector values, array[] int place, real shift) {
  return (lgamma(shift) - lgamma(values + rep_vector(shift, rows(values))))[place];
}
