// vector: sratio
ordinal_sequence_logit_each(steps, log_unreached, mu1, thres1, disc1)
