// before: beta
vector[N] first1 = mu1 .* phi1;
vector[N] second1 = phi1 - first1;

// cost: beta
lgamma(first1) + lgamma(second1)
  - (first1 - 1) .* log_Y - (second1 - 1) .* log1m_Y

// number: beta
lgamma(phi1)

// vector: beta
lgamma(phi1)
- (lgamma(first1) + lgamma(second1)
  - (first1 - 1) .* log_Y - (second1 - 1) .* log1m_Y)
