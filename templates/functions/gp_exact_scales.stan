// Values of a Gaussian process at the positions x, with a length scale for each variable. The
// kernel is a product over the variables: stanli 0.24 reads only the first of several scales.
vector gp_exact_scales(data array[] vector x, real sd, vector lscale, vector z) {
  matrix[size(x), size(x)] cov = gp_exp_quad_cov(x[, 1], sd, lscale[1]);
  for (d in 2:num_elements(lscale)) {
    cov = cov .* gp_exp_quad_cov(x[, d], 1, lscale[d]);
  }
  return cholesky_decompose(add_diag(cov, 1e-12)) * z;
}
