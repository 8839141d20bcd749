// before: zero_one_inflated_beta
vector[N] first1 = mu1 .* phi1;
vector[N] second1 = phi1 - first1;

// cost: zero_one_inflated_beta
is_inside .* (lgamma(first1) + lgamma(second1)
    - (first1 - 1) .* log_Y_inside - (second1 - 1) .* log1m_Y_inside - (lgamma(phi1)))

// number: zero_one_inflated_beta
log(abs(zoi1 - is_inside)) + log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))

// vector: zero_one_inflated_beta
log(abs(zoi1 - is_inside)) + log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))
- (is_inside .* (lgamma(first1) + lgamma(second1)
    - (first1 - 1) .* log_Y_inside - (second1 - 1) .* log1m_Y_inside - (lgamma(phi1))))
