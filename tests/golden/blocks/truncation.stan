// both: shifted
- 1 * log_diff_exp(uniform_lcdf(min_Y | 0, min_Y),
                   uniform_lcdf(0 | 0, min_Y))

// lower: one_family
- 1 * student_t_lccdf(0 | 3, 0, 2.5)

// uniform_both: priors_within_bounds
- 1 * log_diff_exp(uniform_lcdf(fmin(2, 3) | -3, 3),
                   uniform_lcdf(fmax(-1, -3) | -3, 3))

// uniform_lower: priors_uniform
- 1 * uniform_lccdf(fmax(-2, -3) | -3, 3)

// uniform_upper: priors_uniform
- 1 * uniform_lcdf(fmin(2, 3) | -3, 3)

// upper: priors_within_bounds
- 1 * normal_lcdf(2 | 0, 2)
