// constant: two_components
real mu1 = <inverse.applied>;

// logged: own_formulas
vector[N] log_sigma1 = <population.summand>;
vector[N] sigma1 = exp(log_sigma1);

// rows: nonlinear_rows
vector[N] sigma1;
for (n in 1:N) {
  sigma1[n] = <inverse.applied>;
}

// varying: one_family
vector[N] mu = <inverse.applied>;

// varying: proportions_free
vector[N] log_total_1 = theta1;
