// transformed_parameters: two_components
real theta1 = theta[1];
real theta2 = theta[2];
