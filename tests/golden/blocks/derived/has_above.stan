// transformed_data: cumulative
vector[N] has_above = 1 - to_vector(Y) + to_vector(above);  // 1 where a threshold lies above the category
