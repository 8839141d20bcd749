// before: zero_inflated_beta
vector[N] first1 = mu1 .* phi1;
vector[N] second1 = phi1 - first1;

// cost: zero_inflated_beta
is_not_zero .* (lgamma(first1) + lgamma(second1)
    - (first1 - 1) .* log_Y_inside - (second1 - 1) .* log1m_Y_inside - (lgamma(phi1)))

// number: zero_inflated_beta
log(abs(zi1 - is_not_zero))

// vector: zero_inflated_beta
log(abs(zi1 - is_not_zero))
- (is_not_zero .* (lgamma(first1) + lgamma(second1)
    - (first1 - 1) .* log_Y_inside - (second1 - 1) .* log1m_Y_inside - (lgamma(phi1))))
