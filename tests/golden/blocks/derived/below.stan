// transformed_data: cumulative
array[N] int below = threshold_below(Y);  // the threshold below each row's category
