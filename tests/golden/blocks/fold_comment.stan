// fast: two_components
// the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(gap)),
// where gap = abs(b - a) and max(a, b) = (1 - upper) * a + upper * b

// safe: shifted
// the sum of the components: log(exp(a) + exp(b))
