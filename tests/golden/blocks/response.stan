// data: one_family
int<lower=1> N;  // number of rows
<rows.real>

// data: offset
int<lower=1> N;  // number of rows
<rows.int>

// transformed_data: shifted
<fact.min_Y>
