// transformed_data: cumulative
array[N] int above = threshold_above(Y, nthres);  // position of the threshold above the category of each row
