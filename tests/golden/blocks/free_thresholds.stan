// model: cumulative
target += ascending(free_Intercept)[nthres + 1];  // log determinant for Intercept

// transformed_parameters: cumulative
ordered[nthres] Intercept = head(ascending(free_Intercept), nthres);  // thresholds of mu at the means of the columns
