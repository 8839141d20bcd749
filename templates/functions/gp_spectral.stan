// Coefficients of the basis functions of a Gaussian process, at the frequencies omega.
vector gp_spectral(data array[] vector omega, real sd, vector lscale, vector z) {
  int D = num_elements(omega[1]);
  vector[D] l = num_elements(lscale) == D ? lscale : rep_vector(lscale[1], D);
  vector[size(omega)] density;
  for (b in 1:size(omega)) {
    density[b] = dot_self(l .* omega[b]);
  }
  return sd * sqrt(prod(sqrt(2 * pi()) * l)) * exp(-0.25 * density) .* z;
}
