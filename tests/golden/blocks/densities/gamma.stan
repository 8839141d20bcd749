// transformed_data: gamma
vector[N] log_Y = log(Y);  // log of the response

// vector: gamma
(shape1 .* log(shape1) - lgamma(shape1)) - log_Y + shape1 .* (log_Y - log(mu1) - Y ./ mu1)
