// summand: offset
offsets_mu1
