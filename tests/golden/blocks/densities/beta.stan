// transformed_data: beta
vector[N] log_Y = log(Y);  // log of the response
vector[N] log1m_Y = log1m(Y);  // log of 1 - response

// vector: beta
lgamma(phi1) - lgamma(mu1 .* phi1) - lgamma((1 - mu1) .* phi1)
+ (mu1 .* phi1 - 1) .* log_Y + ((1 - mu1) .* phi1 - 1) .* log1m_Y
