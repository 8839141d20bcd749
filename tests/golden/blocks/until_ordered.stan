// rejection: priors_drawn_in_order
while (min(prior_ordered_Intercept[2 : 3] - prior_ordered_Intercept[1 : (3 - 1)]) <= 0 && uniform_rng(0, 1) > 2e-5) {
  prior_ordered_Intercept = [normal_rng(0, 2), student_t_rng(3, -1, 2.5), student_t_rng(3, -1, 2.5)]';
}
if (min(prior_ordered_Intercept[2 : 3] - prior_ordered_Intercept[1 : (3 - 1)]) <= 0) {
  prior_ordered_Intercept = rep_vector(not_a_number(), 3);
}

// rejection: ascending_proportions_drawn
while (min(prior_7[2 : 3] - prior_7[1 : (3 - 1)]) <= 0 && uniform_rng(0, 1) > 2e-5) {
  prior_7 = dirichlet_rng(con_theta);
}
if (min(prior_7[2 : 3] - prior_7[1 : (3 - 1)]) <= 0) {
  prior_7 = rep_vector(not_a_number(), 3);
}
