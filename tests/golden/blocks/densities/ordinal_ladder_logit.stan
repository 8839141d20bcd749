// vector: acat
ordinal_ladder_logit_each(Y, Y_vector, mu1, thres1, disc1)
