// functions: density_of_the_user
real foo_lpdf(real y, real mu, real tau, real v) { return normal_lpdf(y | mu, tau); }

// functions: density_of_the_user_of_all_rows
real together_lpdf(vector y, vector mu, vector s) { return normal_lpdf(y | mu, s); }

// generated_quantities: code_of_the_user
real more = total + 1;

// model: code_of_the_user
extra ~ normal(twice, 1);

// parameters: code_of_the_user
vector[2] extra;

// prior: code_of_the_user
real total = sum(extra);

// transformed_data: code_of_the_user
real twice = 2 * m0;
