// vector: sratio
ordinal_sequence_logit_each(steps, mu1, thres1, disc1)
