// transformed_data: sratio
vector[N] log_unreached = log(2) * (nthres - square(steps) * rep_vector(1, nthres));  // log(2), for each step that is not reached
