// transformed_data: cumulative
array[N] int below = threshold_below(Y);  // position of the threshold below the category of each row
