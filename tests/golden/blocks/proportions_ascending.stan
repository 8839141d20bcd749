// model: ascending_proportions
// the sum says nothing of the proportions; the change of variables is (K - 1) * log(sum)
target += gamma_lpdf(sum(scaled_theta) | 3, 1);
target += (1 - 3) * log(sum(scaled_theta));

// transformed_parameters: ascending_proportions
<declaration.head> = scaled_theta / sum(scaled_theta);  // mixing proportions
<declaration.head> = theta[1];
<declaration.head> = theta[2];
<declaration.head> = theta[3];
