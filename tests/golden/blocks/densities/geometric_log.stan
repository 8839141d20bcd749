// vector: geometric
Y_vector .* mu1 - (Y_vector + 1) .* log1p_exp(mu1)
