// model: ascending_proportions
// the sum says nothing of the proportions; the change of variables is (K - 1) * log(sum)
target += gamma_lpdf(sum(scaled_theta) | 3, 1);
target += (1 - 3) * log(sum(scaled_theta));

// transformed_parameters: ascending_proportions
vector[3] theta = scaled_theta / sum(scaled_theta);  // mixing proportions
real theta1 = theta[1];
real theta2 = theta[2];
real theta3 = theta[3];
