// vector: negbinomial2
-lgamma(inv(sigma1)) - lgamma_Y1 + lgamma(Y_vector + inv(sigma1))
+ Y_vector .* (log(mu1) + log(sigma1)) - (Y_vector + inv(sigma1)) .* log1p(mu1 .* sigma1)
