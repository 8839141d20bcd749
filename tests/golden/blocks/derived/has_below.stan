// transformed_data: cumulative
vector[N] has_below = to_vector(Y) - to_vector(below);  // 1 where a threshold lies below the category
