// cost: gaussian
(0.5 * inv_square(sigma1)) * square(Y - mu1)

// cost_of_residual: gaussian
square(R_mu1 * ((weights) * (sqrt(0.5) / sigma1)))

// number: gaussian
-0.5 * log(2 * pi()) - log(sigma1)

// vector: gaussian
-0.5 * log(2 * pi()) - log(sigma1) - (0.5 * inv_square(sigma1)) .* square(Y - mu1)
