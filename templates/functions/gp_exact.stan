// Values of a Gaussian process at the positions x, with one length scale for all variables.
vector gp_exact(data array[] vector x, real sd, real lscale, vector z) {
  return cholesky_decompose(add_diag(gp_exp_quad_cov(x, sd, lscale), 1e-12)) * z;
}
