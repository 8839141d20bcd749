// ascending: ascending_proportions_drawn
vector[3] prior_7 = dirichlet_rng(con_theta);
<until_ordered.rejection>

// both: priors_within_bounds
real prior_1 = normal_rng(0, 2);
while (prior_1 < -1 || prior_1 > 2) {
  prior_1 = normal_rng(0, 2);
}

// correlation: priors_drawn
real prior_4 = 2 * beta_rng(1 + 0.5 * (M_1 - 2), 1 + 0.5 * (M_1 - 2)) - 1;

// lower: priors_drawn_in_order
real prior_2 = student_t_rng(3, 0, 2.5);
while (prior_2 < 0) {
  prior_2 = student_t_rng(3, 0, 2.5);
}

// none: priors_drawn
real prior_1 = student_t_rng(3, -1, 2.5);

// placed: priors_drawn_in_order
real prior_1 = prior_ordered_Intercept[1];

// simplex: priors_drawn_in_order
simplex[3] prior_7 = dirichlet_rng(con_theta);

// upper: priors_within_bounds
real prior_3 = normal_rng(0, 2);
while (prior_3 > 2) {
  prior_3 = normal_rng(0, 2);
}
