// all_cells: sets_of_levels
to_vector(sd_1)

// at_first_row: whole_groups_predicted
theta1[first_whole]

// at_row: censored
trials[n]

// computed: measured
(exp(Xme_2[Jme_2]))

// difference: thresholds of groups
(Intercept - <category_effects.row>)

// element: two_components
ordered_Intercept[1]

// less: orthogonal
K_mu1 - 1

// masked: class_of_responses
seen_gap .* lp1_gap

// picked: monotonic
mo_mu1_2[Pmo_mu1_2]

// repeated: rows_that_are_constant
rep_row_vector(1, nthres)

// repeated_rows: shifted
rep_vector(ndt1, N)
