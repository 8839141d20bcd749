// added: standard_errors
vector[N] sigma1_se = sqrt(square(sigma1) + square(se));  // standard deviations that include the known standard errors
