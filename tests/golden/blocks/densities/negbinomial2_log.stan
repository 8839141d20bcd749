// vector: negbinomial2
-lgamma(inv(sigma1)) - lgamma_Y1 + lgamma(Y_vector + inv(sigma1))
+ Y_vector .* (mu1 + log(sigma1)) - (Y_vector + inv(sigma1)) .* log1p_exp(mu1 + log(sigma1))
