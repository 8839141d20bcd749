// before: shifted_lognormal
vector[N] after1 = Y - ndt1;
vector[N] none1 = 1 - ceil(after1 ./ (after1 + 1e-300));  // 1 if the response equals ndt, else 0
vector[N] log_after1 = log(after1 + none1);

// cost: shifted_lognormal
log_after1 + square((log_after1 - mu1) ./ (sqrt(2) * sigma1)) + 1e30 * none1

// number: shifted_lognormal
-log(sigma1) - 0.5 * log(2 * pi())

// vector: shifted_lognormal
-log(sigma1) - 0.5 * log(2 * pi())
- (log_after1 + square((log_after1 - mu1) ./ (sqrt(2) * sigma1)) + 1e30 * none1)
