// both: truncated
lp1[n] -= log_diff_exp(normal_lcdf(ub[n] | mu1[n], sigma1), normal_lcdf(<truncated.bound> | mu1[n], sigma1));

// bound: truncated
lb[n]

// bound: truncated_below
lb[n] - 1

// lower: truncated_below
lp1[n] -= poisson_lccdf(<truncated.bound> | mu[n]);

// upper: truncated_above
lp1[n] -= normal_lcdf(ub[n] | mu[n], sigma);
