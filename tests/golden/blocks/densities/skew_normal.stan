// vector: skew_normal
0.5 * (log(pi() + (pi() - 2) * square(alpha1)) - log(pi() * (1 + square(alpha1))) - log(2 * pi())) - log(sigma1)
- 0.5 * square(((Y - mu1) ./ sigma1 .* sqrt(pi() + (pi() - 2) * square(alpha1)) + sqrt(2) * alpha1) ./ sqrt(pi() * (1 + square(alpha1))))
+ log(erfc(-sqrt(0.5) * alpha1 .* (((Y - mu1) ./ sigma1 .* sqrt(pi() + (pi() - 2) * square(alpha1)) + sqrt(2) * alpha1) ./ sqrt(pi() * (1 + square(alpha1))))))
