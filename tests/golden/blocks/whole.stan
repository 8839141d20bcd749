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

// data: whole_groups
int<lower=1> N_whole;  // number of groups that belong to one component
array[N] int<lower=1> rows_whole;  // the rows, group by group
array[N_whole] int<lower=1> start_whole;  // where the groups start among them
array[N_whole] int<lower=1> size_whole;  // how many rows they have

// transformed_data: whole_groups
array[N_whole] int first_whole = rows_whole[start_whole];  // the first row of each group
