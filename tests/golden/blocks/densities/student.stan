// vector: student
(lgamma(0.5 * (nu1 + 1)) - lgamma(0.5 * nu1) - 0.5 * log(pi() * nu1) - log(sigma1))
- 0.5 * (nu1 + 1) .* log1p(inv(nu1 .* square(sigma1)) .* square(Y - mu1))
