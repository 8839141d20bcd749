// equidistant: thresholds_in_steps
vector[nthres] equidistant = first_Intercept + delta * linspaced_vector(nthres, 0, nthres - 1);

// sum_to_zero: thresholds_of_sum_zero
vector[nthres] sum_to_zero = Intercept - mean(Intercept);
