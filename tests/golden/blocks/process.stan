// model: process
target += std_normal_lpdf(zgp_mu1_1);

// predictor: process
vector[Nsubgp_mu1_1] gp_mu1_1 = <process_values.exact>;

// predictor: process
vector[Nsubgp_theta1_1] gp_theta1_1 = <process_values.approximate>;

// predictor: process_by
vector[Nsubgp_1] gp_1 = <process_values.exact_scales>;
vector[sum(Nsubgp_2)] gp_2;  // values of all functions
gp_2[(sum(Nsubgp_2[:0]) + 1):sum(Nsubgp_2[:1])] = <process_values.exact>;
gp_2[(sum(Nsubgp_2[:1]) + 1):sum(Nsubgp_2[:2])] = <process_values.exact>;
gp_2[(sum(Nsubgp_2[:2]) + 1):sum(Nsubgp_2[:3])] = <process_values.exact>;
vector[Nsubgp_3[1]] gp_3_1 = <process_values.approximate>;
vector[Nsubgp_3[2]] gp_3_2 = <process_values.approximate>;
vector[Nsubgp_3[3]] gp_3_3 = <process_values.approximate>;
vector[Nsubgp_4] gp_4 = <process_values.exact>;

// summand: process
gp_mu1_1[Jgp_mu1_1]

// summand: process_by
gp_1[Jgp_1]
  + gp_2[Pgp_2]
  + Wgp_3_1 .* gp_3_1[Pgp_3_1]
  + Wgp_3_2 .* gp_3_2[Pgp_3_2]
  + Wgp_3_3 .* gp_3_3[Pgp_3_3]
  + Cgp_4 .* gp_4[Jgp_4]
