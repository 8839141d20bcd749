// before: skew_normal
vector[N] z1 = (Y - mu1) ./ (sigma1 .* sqrt((pi() * (1 + square(alpha1))) ./ (pi() + (pi() - 2) * square(alpha1)))) + sqrt(2) * (alpha1 ./ sqrt(pi() * (1 + square(alpha1))));
vector[N] tail1 = erfc((-sqrt(0.5) * alpha1) .* z1);
vector[N] none_tail1 = 1 - ceil(0.5 * tail1);  // 1 if tail1 is 0, else 0

// cost: skew_normal
0.5 * square(z1) - (log(tail1 + none_tail1) - 1e30 * none_tail1)

// number: skew_normal
0.5 * (log(pi() + (pi() - 2) * square(alpha1)) - log(pi() * (1 + square(alpha1))) - log(2 * pi())) - log(sigma1)

// vector: skew_normal
0.5 * (log(pi() + (pi() - 2) * square(alpha1)) - log(pi() * (1 + square(alpha1))) - log(2 * pi())) - log(sigma1)
- (0.5 * square(z1) - (log(tail1 + none_tail1) - 1e30 * none_tail1))
