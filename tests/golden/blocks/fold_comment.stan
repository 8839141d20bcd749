// costs: two_components
// The density of each row is the sum over the components. A cost is subtracted from a log density. Of
// the costs a and b, share is exp(-b) / (exp(-a) + exp(-b)): -log(exp(-a) + exp(-b)) is b + log(share)
// where upper is 1 (b is the smaller one), and a + log(1 - share) where lower is 1. Up to its sign,
// taken is the number under the log.

// fast: own_formulas
// The density of each row is the sum over the components. Of the log densities a and b, share is
// exp(b) / (exp(a) + exp(b)): log(exp(a) + exp(b)) is b - log(share) where upper is 1 (b is the larger
// one), and a - log(1 - share) where lower is 1. Up to its sign, taken is the number under the log.

// safe: censored
// The density of each row is the sum over the components: log(exp(a) + exp(b)) of the log densities.
