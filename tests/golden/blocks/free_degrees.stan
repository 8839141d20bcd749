// model: student
target += degrees(free_nu, 1)[2];  // log derivative of nu

// transformed_parameters: student
real<lower=1> nu = degrees(free_nu, 1)[1];  // nu of component 1
