// transformed_parameters: constants
real sigma1 = 1.5;  // a value that the formula gives
