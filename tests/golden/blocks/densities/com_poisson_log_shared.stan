// vector: com_poisson
com_poisson_each(Y_vector, lgamma_Y1, mu1, shape1)
