// transformed_data: sratio
matrix[N, nthres] steps = ordinal_steps(Y, nthres);  // where each row stops, and where it goes on

// vector: sratio
ordinal_sequence_logit_each(steps, mu1, thres1, disc1)
