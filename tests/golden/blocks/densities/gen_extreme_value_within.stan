// before: gen_extreme_value
real curve1 = xi1 == 0 ? 1e-290 : xi1;
vector[N] rise1 = log1p((Y - mu1) / (sigma1 / curve1)) / curve1;

// cost: gen_extreme_value
rise1 / inv(1 + xi1) + inv(inv_logit(rise1) + 1e-150)

// number: gen_extreme_value
1 - log(sigma1)

// vector: gen_extreme_value
1 - log(sigma1)
- (rise1 / inv(1 + xi1) + inv(inv_logit(rise1) + 1e-150))
