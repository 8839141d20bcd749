// model: student
target += -log1p(inv(nu));  // log derivative of sigma

// transformed_parameters: student
real<lower=0> sigma = free_sigma / (1 + inv(nu));  // sigma of component 1
