// vector: inverse.gaussian
0.5 * (log(shape1) - log(2 * pi())) - 1.5 * log_Y - 0.5 * shape1 .* (square((Y - mu1) ./ mu1) ./ Y)
