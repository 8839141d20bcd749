// vector: gen_extreme_value
gen_extreme_value_within((Y - mu1) / sigma1, sigma1, xi1)
