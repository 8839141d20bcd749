// transformed_data: com_poisson
vector[N] Y_vector = to_vector(Y);  // the response as real numbers
vector[N] lgamma_Y1 = lgamma(Y_vector + 1);  // log factorials of the response

// vector: com_poisson
com_poisson_each(Y_vector, lgamma_Y1, mu1, shape1)
