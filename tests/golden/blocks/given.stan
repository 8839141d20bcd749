// transformed_parameters: constants
real sigma1 = 1.5;  // fixed value
