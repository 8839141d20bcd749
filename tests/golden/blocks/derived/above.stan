// transformed_data: cumulative
array[N] int above = threshold_above(Y, nthres);  // the threshold above each row's category
