// vector: zero_one_inflated_beta
log(abs(zoi1 - is_inside)) + log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))
+ is_inside .* (lgamma(phi1) - lgamma(mu1 .* phi1) - lgamma((1 - mu1) .* phi1)
   + (mu1 .* phi1 - 1) .* log_Y_inside + ((1 - mu1) .* phi1 - 1) .* log1m_Y_inside)
