// prior: one_family
lprior += student_t_lpdf(Intercept | 3, -1, 2.5);

// prior: one_family
lprior += student_t_lpdf(sigma | 3, 0, 2.5)
<truncation.lower>;

// prior: shifted
lprior += uniform_lpdf(ndt1 | 0, min_Y)
<truncation.both>;

// prior: priors
lprior += normal_lpdf(b_mu2[1] | 1, 2);

// prior: process_by
lprior += normal_lpdf(lscale_2[3, 1] | 0, 0.5)
<truncation.lower>;

// prior: sets_of_levels
lprior += student_t_lpdf(to_vector(sd_1) | 3, 0, 2.5)
<truncation.lower>;

// prior: priors_within_bounds
lprior += normal_lpdf(b_sigma | 0, 2)
<truncation.upper>;

// prior: priors_within_bounds
lprior += uniform_lpdf(b_nu | -3, 3)
<truncation.uniform_both>;

// prior: priors_uniform
lprior += uniform_lpdf(b | -3, 3)
<truncation.uniform_upper>;

// prior: priors_uniform
lprior += uniform_lpdf(b_sigma | -3, 3)
<truncation.uniform_lower>;
