// summand: own_formulas
Intercept_mu1
