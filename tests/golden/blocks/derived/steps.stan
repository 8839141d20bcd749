// transformed_data: sratio
matrix[N, nthres] steps = ordinal_steps(Y, nthres);  // at each step: 1 if the row stops there, -1 if it goes on, 0 after its stop
