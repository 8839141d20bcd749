// vector: von_mises
von_mises_or_normal_each(Y - mu1, kappa1)
