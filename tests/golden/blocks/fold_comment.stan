// costs: two_components
// the sum of the components: -log(exp(-a) + exp(-b)) = b + log(share) where upper is 1 and
// a + log(1 - share) where lower is 1; share = exp(-b) / (exp(-a) + exp(-b))

// fast: own_formulas
// the sum of the components: log(exp(a) + exp(b)) = b - log(share) where upper is 1 and
// a - log(1 - share) where lower is 1; share = exp(b) / (exp(a) + exp(b))

// safe: censored
// the sum of the components: log(exp(a) + exp(b))
