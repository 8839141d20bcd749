// transformed_data: sratio
vector[N] log_unreached = log(2) * (nthres - square(steps) * rep_vector(1, nthres));  // log(2) times the number of steps that the row does not reach
