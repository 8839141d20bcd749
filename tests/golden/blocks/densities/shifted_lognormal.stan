// vector: shifted_lognormal
(-log(sigma1) - 0.5 * log(2 * pi())) - log(Y - ndt1) - (0.5 * inv_square(sigma1)) .* square(log(Y - ndt1) - mu1)
