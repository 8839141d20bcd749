// The shape between the bounds that the range of the data sets it: 1 + xi x > 0 in every row.
real scale_xi(real free, vector Y, vector mu, real sigma) {
  vector[size(Y)] x = (Y - mu) / sigma;
  real lower = fmin(-inv(min(x)), -inv(max(x)));
  real upper = fmax(-inv(min(x)), -inv(max(x)));
  return lower + (upper - lower) * inv_logit(free);
}
real scale_xi(real free, vector Y, vector mu, vector sigma) {
  vector[size(Y)] x = (Y - mu) ./ sigma;
  real lower = fmin(-inv(min(x)), -inv(max(x)));
  real upper = fmax(-inv(min(x)), -inv(max(x)));
  return lower + (upper - lower) * inv_logit(free);
}
