// fast: two_components
// the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)))

// safe: shifted
// the sum of the components: log(exp(a) + exp(b))
