// transformed_data: lognormal
vector[N] log_Y = log(Y);  // log of the response
