// applied: no_intercept
<population_uncentered.summand>

// applied: own_formulas
exp(<population.summand>)

// applied: group
<population.summand>
+ <group.summand>

// applied: nonlinear
nlp_a .* exp(nlp_b .* C_mu1_1)

// applied: nonlinear_rows
exp(nlp_a * (C_sigma1_1[n] > 0.0))

// applied: nonlinear_rows
nlp_a

// applied: smooth_bases
exp(<population_intercept.summand>
+ <smooth.summand>)

// applied: equal_curves
nlp_a * exp(nlp_b * C_mu1_1)
