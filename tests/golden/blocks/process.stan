// model: process
target += std_normal_lpdf(zgp_mu1_1);

// predictor: process
vector[Nsubgp_mu1_1] gp_mu1_1 = <process_values.exact>;  // values of gp(x)

// predictor: process
vector[Nsubgp_theta1_1] gp_theta1_1 = <process_values.approximate>;  // values of gp(z, k = 3, c = 5/4)

// predictor: process_by
vector[Nsubgp_1] gp_1 = <process_values.exact_scales>;  // values of gp(x, z, iso = FALSE)
vector[sum(Nsubgp_2)] gp_2;  // values of all functions of gp(x, by = f, scale = FALSE)
gp_2[(sum(Nsubgp_2[:0]) + 1):sum(Nsubgp_2[:1])] = <process_values.exact>;
gp_2[(sum(Nsubgp_2[:1]) + 1):sum(Nsubgp_2[:2])] = <process_values.exact>;
gp_2[(sum(Nsubgp_2[:2]) + 1):sum(Nsubgp_2[:3])] = <process_values.exact>;
vector[Nsubgp_3[1]] gp_3_1 = <process_values.approximate>;  // values of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
vector[Nsubgp_3[2]] gp_3_2 = <process_values.approximate>;  // values of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
vector[Nsubgp_3[3]] gp_3_3 = <process_values.approximate>;  // values of gp(z, by = f, cmc = FALSE, k = 3, c = 2, scale = FALSE)
vector[Nsubgp_4] gp_4 = <process_values.exact>;  // values of gp(z, by = x)

// summand: process
gp_mu1_1[Jgp_mu1_1]

// summand: process_by
gp_1[Jgp_1]
+ gp_2[Pgp_2]
+ Wgp_3_1 .* gp_3_1[Pgp_3_1]
+ Wgp_3_2 .* gp_3_2[Pgp_3_2]
+ Wgp_3_3 .* gp_3_3[Pgp_3_3]
+ Cgp_4 .* gp_4[Jgp_4]
