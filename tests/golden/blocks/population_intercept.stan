// summand: two_components
Intercept_mu1
