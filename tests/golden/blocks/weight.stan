// constant: proportions_free
theta2

// constant_rows: proportions_of_numbers
rep_vector(theta1, N)

// given: two_components
log(theta1)

// given_rows: rows_that_are_numbers
rep_vector(log(theta1), N)

// reference_rows: proportions_of_numbers
rep_vector(0 * mu2, N)

// varying: proportions_predicted
theta1

// varying: whole_groups_predicted
theta1[first_whole]
