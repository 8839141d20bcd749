// Wiener first passage time at the upper boundary when dec is 1, otherwise at the lower one.
real wiener_decided_lpdf(real y, int dec, real separation, real ndt, real bias, real drift) {
  if (y <= ndt) {
    return negative_infinity();
  }
  return dec == 1 ? wiener_lpdf(y | separation, ndt, bias, drift)
                  : wiener_lpdf(y | separation, ndt, 1 - bias, -drift);
}
