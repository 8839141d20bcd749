// before: weibull
vector[N] z1 = (log_Y - log(mu1) + lgamma(1 + inv(shape1))) ./ inv(shape1);

// cost: weibull
log_Y - z1 + (inv(inv_logit(-z1) + 1e-150) - 1)

// number: weibull
log(shape1)

// vector: weibull
log(shape1)
- (log_Y - z1 + (inv(inv_logit(-z1) + 1e-150) - 1))
