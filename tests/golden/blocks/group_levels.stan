// data: group
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row

// data: group_correlated
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row
vector[N] Z_1_mu1_2;

// data: sets_of_levels
// group 1: g
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1;  // level of each row
<group_by.data>
vector[N] Z_1_mu1_2;

// data: memberships
// group 1: mmgh
int<lower=1> N_1;  // levels
int<lower=1> M_1;  // coefficients per level
array[N] int<lower=1> J_1_1;  // level of each row
array[N] int<lower=1> J_1_2;  // level of each row
vector[N] W_1_1;  // how much the row belongs to it
vector[N] W_1_2;  // how much the row belongs to it
vector[N] Z_1_mu1_2_1;
vector[N] Z_1_mu1_2_2;
