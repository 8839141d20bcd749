// Von Mises distribution; for kappa >= 100 its normal approximation, as in brms 2.18.
real von_mises_or_normal_lpdf(real y, real mu, real kappa) {
  return kappa < 100 ? von_mises_lpdf(y | mu, kappa) : normal_lpdf(y | mu, inv_sqrt(kappa));
}
// The log density at each distance from mu. Terms that depend on kappa alone are numbers, so that stanc stores
// the vectors as arrays.
vector von_mises_or_normal_each(vector distance, real kappa) {
  int wrapped = kappa < 100;
  real top = wrapped ? von_mises_lpdf(0.0 | 0.0, kappa) - kappa : 0.5 * (log(kappa) - log(2 * pi()));
  real wave = wrapped ? kappa : 0;
  real curve = wrapped ? 0 : 0.5 * kappa;
  return wave * cos(distance) - curve * square(distance) + top;
}
