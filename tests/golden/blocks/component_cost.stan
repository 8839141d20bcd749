// cost: no_intercept
<densities/gaussian.cost>

// cost_apart: no_intercept
rep_vector(number2 - number1, N)

// cost_of_residual: two_components
<densities/gaussian.cost_of_residual>

// cost_of_residual_apart: two_components
(number2 - number1)

// first: two_components
<component_cost.start>
vector[N] cost1 = <component_cost.cost_of_residual>;

// first: no_intercept
<component_cost.start>
vector[N] cost1 = <component_cost.cost>;

// later: two_components
<component_cost.start>
vector[N] cost2 = <component_cost.cost_of_residual> - <component_cost.cost_of_residual_apart>;

// later: no_intercept
<component_cost.start>
vector[N] cost2 = <component_cost.cost> - <component_cost.cost_apart>;

// number: two_components
real number1 = <weight.given>
+ <densities/gaussian.number>;

// number: offset
real number1 = <weight.given>;

// start: two_components
<component_cost.number>

// start: shifted
<component_cost.number>
<densities/shifted_lognormal.before>
