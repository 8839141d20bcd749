// transformed_data: acat
vector[N] Y_vector = to_vector(Y);  // the response as real numbers

// vector: acat
ordinal_ladder_logit_each(Y, Y_vector, mu1, thres1, disc1)
