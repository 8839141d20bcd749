// transformed_data: cumulative
vector[nthres] is_first = 1 - linspaced_vector(nthres, 1, nthres) + to_vector(before);  // 1 for the first threshold
