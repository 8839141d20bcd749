// model: measured
target += normal_lpdf(Xn_1 | Xme_1, noise_1);
target += std_normal_lpdf(zme_1);

// model: measured_together
target += normal_lpdf(Xn_1 | Xme_1, noise_1);
target += normal_lpdf(Xn_2 | Xme_2, noise_2);
target += std_normal_lpdf(to_vector(zme_1));

// transformed_parameters: measured
vector[N] Xme_1 = meanme_1[1] + sdme_1[1] * zme_1;

// transformed_parameters: measured_together
vector[N] Xme_1 = meanme_1[1] + sdme_1[1] * (Lme_1[1] * zme_1)';
vector[N] Xme_2 = meanme_1[2] + sdme_1[2] * (Lme_1[2] * zme_1)';
