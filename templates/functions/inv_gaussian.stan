// Inverse Gaussian with mean mu and variance mu^3 / shape.
real inv_gaussian_lpdf(real y, real mu, real shape) {
  return 0.5 * log(shape / (2 * pi())) - 1.5 * log(y) - 0.5 * shape * square((y - mu) / mu) / y;
}
real inv_gaussian_lcdf(real y, real mu, real shape) {
  real root = sqrt(shape / y);
  return log_sum_exp(std_normal_lcdf(root * (y / mu - 1) | ),
                     2 * shape / mu + std_normal_lcdf(-root * (y / mu + 1) | ));
}
real inv_gaussian_lccdf(real y, real mu, real shape) {
  real root = sqrt(shape / y);
  return log_diff_exp(std_normal_lcdf(-root * (y / mu - 1) | ),
                      2 * shape / mu + std_normal_lcdf(-root * (y / mu + 1) | ));
}
