// model: zero_inflated
target += <free_inflation.values>[5];  // log determinant for theta and the probabilities of inflation

// transformed_parameters: zero_inflated
simplex[2] theta = <free_inflation.values>[1:2];  // mixing proportions

// transformed_parameters: zero_inflated
real<lower=0, upper=1> zi1 = <free_inflation.values>[3];  // zi of component 1

// values: zero_inflated
inflated(free_theta, [free_zi1, free_zi2]', [1, 1]')
