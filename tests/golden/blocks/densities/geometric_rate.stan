// vector: geometric
lgamma(Y_vector + denom) - lgamma(denom) - lgamma_Y1
+ Y_vector .* (log(mu1)) - (Y_vector + denom) .* log1p(mu1)
