// cost: geometric
(Y_vector + 1) .* log1p(mu1) - Y_vector .* log(mu1)

// vector: geometric
-((Y_vector + 1) .* log1p(mu1) - Y_vector .* log(mu1))
