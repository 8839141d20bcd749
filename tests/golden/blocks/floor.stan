// exp: zero_densities
(inv(inv_logit(-z1) + 1e-150) - 1)

// log: zero_densities
log(tail2 + none_tail2) - 1e30 * none_tail2

// of_probability: zero_densities
vector[N] none_tail2 = 1 - ceil(0.5 * tail2);  // 1 if tail2 is 0, else 0

// total: shifted
target += total < -1e25 ? negative_infinity() : total;
