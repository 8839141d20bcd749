// constant: nonlinear_rows
N * log_total_1

// varying: proportions_predicted
sum(log_total_1)

// varying: whole_groups_predicted
sum(log_total_1[first_whole])
