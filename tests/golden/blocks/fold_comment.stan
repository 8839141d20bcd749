// fast: two_components
// the sum of the components: log(exp(a) + exp(b)) = max(a, b) - log(inv_logit(abs(b - a)));
// upper is 1 where b is larger: max(a, b) = (1 - upper) a + upper b

// safe: shifted
// the sum of the components: log(exp(a) + exp(b))
