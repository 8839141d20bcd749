// vector: negbinomial2
lgamma(Y_vector + denom ./ sigma1) - lgamma(denom ./ sigma1) - lgamma_Y1
+ Y_vector .* (log(mu1) + log(sigma1)) - (Y_vector + denom ./ sigma1) .* log1p(mu1 .* sigma1)
