// alike: priors_drawn_alike
<declaration.head> = sort_asc([student_t_rng(3, -1, 2.5), student_t_rng(3, -1, 2.5)]');

// apart: priors_drawn_in_order
<declaration.head> = [normal_rng(0, 2), student_t_rng(3, -1, 2.5), student_t_rng(3, -1, 2.5)]';
<until_ordered.rejection>
