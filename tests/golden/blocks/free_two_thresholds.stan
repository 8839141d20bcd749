// model: four_categories
target += <free_two_thresholds.values>[7];  // log determinant for Intercept_mu1 and Intercept_mu2

// transformed_parameters: four_categories
ordered[nthres] Intercept_mu1 = <free_two_thresholds.values>[1:3];  // thresholds of mu1 at the means of the columns

// values: four_categories
two_ascending(free_Intercept_mu1, free_Intercept_mu2, theta)
