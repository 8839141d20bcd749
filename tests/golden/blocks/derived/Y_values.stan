// transformed_data: negbinomial
vector[rows(distinct(Y_vector))] Y_values = distinct(Y_vector);  // the distinct values of the response
