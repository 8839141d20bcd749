// transformed_data: poisson
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response
