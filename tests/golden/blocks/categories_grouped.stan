// data: thresholds_of_groups
int<lower=1> ngrthres;  // groups of rows that share thresholds
array[ngrthres] int<lower=1> nthres;  // thresholds of each group
array[N, 2] int<lower=1> Jthres;  // first and last threshold of each row
