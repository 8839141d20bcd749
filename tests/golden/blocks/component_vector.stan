// component: own_formulas
vector[N] lp1 = <weight.given>
+ <densities/gaussian.vector>;

// component: proportions_predicted
vector[N] lp1 = <densities/gaussian.vector>
+ <weight.varying>;

// component: proportions_predicted
vector[N] lp2 = <densities/gaussian.vector>;

// component: proportions_free
vector[N] lp2 = <weight.constant>
+ <densities/gaussian.vector>;

// component: equal_predictors
<densities/negbinomial_log.before>
vector[N] lp1 = <weight.given>
+ <densities/negbinomial_log.vector>;

// component: proportions_of_numbers
vector[N] lp1 = <weight.constant_rows>
+ <densities/gaussian.vector>;

// component: proportions_of_numbers
vector[N] lp2 = <weight.reference_rows>
+ <densities/gaussian.vector>;

// component: rows_that_are_numbers
vector[N] lp1 = <weight.given_rows>
+ <densities/lognormal.vector>;
