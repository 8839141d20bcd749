// before: exgaussian
vector[N] residual1 = Y - mu1;
vector[N] tail1 = erfc(sqrt(0.5) * (sigma1 ./ beta1 - beta1 ./ sigma1) - residual1 ./ (sqrt(2) * sigma1));
vector[N] none_tail1 = 1 - ceil(0.5 * tail1);  // 1 if tail1 is 0, else 0

// cost: exgaussian
residual1 ./ beta1 - (log(tail1 + none_tail1) - 1e30 * none_tail1)

// number: exgaussian
0.5 * square(sigma1 ./ beta1) - 1 - log(2 * beta1)

// vector: exgaussian
0.5 * square(sigma1 ./ beta1) - 1 - log(2 * beta1)
- (residual1 ./ beta1 - (log(tail1 + none_tail1) - 1e30 * none_tail1))
