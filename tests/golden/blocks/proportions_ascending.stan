// model: ascending_proportions
// prior of the sum, on which the proportions do not depend; log Jacobian of the map to the proportions and the sum
target += gamma_lpdf(sum(scaled_theta) | 3, 1);
target += (1 - 3) * log(sum(scaled_theta));

// transformed_parameters: ascending_proportions
vector[3] theta = scaled_theta / sum(scaled_theta);  // mixing proportions
real theta1 = theta[1];
real theta2 = theta[2];
real theta3 = theta[3];
