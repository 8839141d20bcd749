// vector: beta
lgamma(phi1) - lgamma(mu1 .* phi1) - lgamma((1 - mu1) .* phi1)
+ (mu1 .* phi1 - 1) .* log_Y + ((1 - mu1) .* phi1 - 1) .* log1m_Y
