// component: one_family
<densities/gaussian.sum_of_residual>

// component: process_by
<densities/gaussian.sum>

// rows: one_family
N

// rows: weighted_family
sum(weights)
