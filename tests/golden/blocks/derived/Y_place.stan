// transformed_data: negbinomial
array[N] int Y_place = places(Y_vector, Y_values);  // position of each row's response in Y_values
