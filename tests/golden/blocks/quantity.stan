// constant: own_formulas
real mu1 = <population_intercept.summand>;

// constant: nonlinear_rows
real theta1 = nlp_a;

// constant: density_of_the_user_of_all_rows
real sigma = exp(<population_intercept.summand>);

// logged: own_formulas
vector[N] log_sigma1 = <population.summand>;
vector[N] sigma1 = exp(log_sigma1);

// logged: smooth_bases
vector[N] log_sigma1 = <population_intercept.summand>
+ <smooth.summand>;
vector[N] sigma1 = exp(log_sigma1);

// rows: nonlinear_rows
vector[N] sigma1;
for (n in 1:N) {
  sigma1[n] = exp(nlp_a * (C_sigma1_1[n] > 0.0));
}

// varying: no_intercept
vector[N] mu1 = <population_uncentered.summand>;

// varying: group
vector[N] mu1 = <population.summand>
+ <group.summand>;

// varying: proportions_free
vector[N] log_total_1 = theta1;

// varying: counts_and_links
vector[N] mu1 = square(<population.summand>);

// varying: nonlinear
vector[N] mu1 = nlp_a .* exp(nlp_b .* C_mu1_1);

// varying: shared_coefficients
vector[N] mu1 = <population_slopes.summand>
+ <population.summand>
+ <group.summand>;

// varying: equal_curves
vector[N] mu1 = nlp_a * exp(nlp_b * C_mu1_1);
