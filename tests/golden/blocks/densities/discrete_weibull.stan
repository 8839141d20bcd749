// vector: discrete_weibull
log(mu1) .* ((1 - is_zero) .* exp(shape1 .* log_Y_or_0))
+ log1m_exp(log(mu1) .* (exp(shape1 .* log1p_Y) - (1 - is_zero) .* exp(shape1 .* log_Y_or_0)))
