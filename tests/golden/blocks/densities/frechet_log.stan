// before: frechet
vector[N] z1 = (mu1 - log_Y - lgamma(1 - inv(nu1))) ./ inv(nu1);

// cost: frechet
log_Y - z1 + (inv(inv_logit(-z1) + 1e-150) - 1)

// number: frechet
log(nu1)

// vector: frechet
log(nu1)
- (log_Y - z1 + (inv(inv_logit(-z1) + 1e-150) - 1))
