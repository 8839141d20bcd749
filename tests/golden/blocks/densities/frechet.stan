// vector: frechet
log(nu1) - log_Y + nu1 .* (log(mu1) - log_Y - lgamma(1 - inv(nu1)))
- exp(nu1 .* (log(mu1) - log_Y - lgamma(1 - inv(nu1))))
