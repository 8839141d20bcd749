// costs: two_components
// The density of each row is the sum of the weighted densities of the components. The log density of a
// component is a number minus the cost of the row. For two costs a and b, share is
// exp(-b) / (exp(-a) + exp(-b)). In rows where upper is 1, b is smaller than a, and
// -log(exp(-a) + exp(-b)) equals b + log(share). In rows where lower is 1, it equals a + log(1 - share).
// The argument of the logarithm is the absolute value of taken.

// fast: own_formulas
// The density of each row is the sum of the weighted densities of the components. For two log densities
// a and b, share is exp(b) / (exp(a) + exp(b)). In rows where upper is 1, b is larger than a, and
// log(exp(a) + exp(b)) equals b - log(share). In rows where lower is 1, it equals a - log(1 - share).
// The argument of the logarithm is the absolute value of taken.

// safe: censored
// The density of each row is the sum of the weighted densities of the components.
