// Von Mises; from kappa = 100 on the normal density that it comes close to, as brms 2.18 has it.
real von_mises_or_normal_lpdf(real y, real mu, real kappa) {
  return kappa < 100 ? von_mises_lpdf(y | mu, kappa) : normal_lpdf(y | mu, inv_sqrt(kappa));
}
