// transformed_data: cumulative
array[N] int above = threshold_above(Y, nthres);  // the threshold above each row's category
array[N] int below = threshold_below(Y);  // that below
vector[N] has_above = 1 - to_vector(Y) + to_vector(above);  // 0 in the last category
vector[N] has_below = to_vector(Y) - to_vector(below);  // 0 in the first category
array[nthres] int before = threshold_below(linspaced_int_array(nthres, 1, nthres));  // the one before
vector[nthres] is_first = 1 - linspaced_vector(nthres, 1, nthres) + to_vector(before);

// vector: cumulative
ordinal_cumulative_logit_each(above, below, has_above, has_below, before, is_first, mu1, thres1, disc1)
