// vector: lognormal
(-log(sigma1) - 0.5 * log(2 * pi())) - log_Y - (0.5 * inv_square(sigma1)) .* square(log_Y - mu1)
