// vector: acat
ordinal_ladder_logit_each(below, has_below, Y_vector, mu1, thres1, disc1)
