// cost: gen_extreme_value
-gen_extreme_value_each((Y - mu1) / sigma1, sigma1, xi1)

// vector: gen_extreme_value
-(-gen_extreme_value_each((Y - mu1) / sigma1, sigma1, xi1))
