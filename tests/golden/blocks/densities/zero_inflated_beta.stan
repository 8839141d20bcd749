// vector: zero_inflated_beta
log(abs(zi1 - is_not_zero))
+ is_not_zero .* (lgamma(phi1) - lgamma(mu1 .* phi1) - lgamma((1 - mu1) .* phi1)
   + (mu1 .* phi1 - 1) .* log_Y_inside + ((1 - mu1) .* phi1 - 1) .* log1m_Y_inside)
