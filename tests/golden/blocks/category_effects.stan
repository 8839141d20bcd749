// predictor: category_specific
matrix[N, nthres] mucs_mu1 = Xcs_mu1 * bcs_mu1;  // category-specific effects, which are subtracted from the thresholds

// row: thresholds of groups
mucs_groups[n]'
