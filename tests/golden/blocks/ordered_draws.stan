// alike: priors_drawn_alike
vector[2] prior_ordered_Intercept = sort_asc([student_t_rng(3, -1, 2.5), student_t_rng(3, -1, 2.5)]');

// apart: priors_drawn_in_order
vector[3] prior_ordered_Intercept = [normal_rng(0, 2), student_t_rng(3, -1, 2.5), student_t_rng(3, -1, 2.5)]';
<until_ordered.rejection>
