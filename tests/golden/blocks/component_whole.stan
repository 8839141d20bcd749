// component: density_of_the_user_of_all_rows
vector[1] lp1 = [together_lpdf(Y | rep_vector(mu, N), rep_vector(sigma, N))]';
