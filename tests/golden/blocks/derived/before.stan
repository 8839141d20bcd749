// transformed_data: cumulative
array[nthres] int before = threshold_below(linspaced_int_array(nthres, 1, nthres));  // position of the threshold before each threshold
