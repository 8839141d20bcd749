// transformed_data: sratio
matrix[N, nthres] steps = ordinal_steps(Y, nthres);  // for each row and step: 1 if the row stops at the step, -1 if it goes on, 0 if it stopped before
