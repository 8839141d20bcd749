// vector: cumulative
ordinal_cumulative_logit_each(above, below, has_above, has_below, before, is_first, mu1, thres1, disc1)
