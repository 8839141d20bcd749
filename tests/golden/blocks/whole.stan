// component: whole_groups
vector[N_whole] lp1_whole;
for (j in 1:N_whole) {
  lp1_whole[j] = sum(lp1[segment(rows_whole, start_whole[j], size_whole[j])]);
}
lp1_whole += <weight.given>;

// component: whole_groups_predicted
vector[N_whole] lp1_whole;
for (j in 1:N_whole) {
  lp1_whole[j] = sum(lp1[segment(rows_whole, start_whole[j], size_whole[j])]);
}
lp1_whole += <weight.varying>;

// first_rows: whole_groups_predicted
array[N_whole] int first_whole = rows_whole[start_whole];  // position of the first row of each group
