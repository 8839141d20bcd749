// model: shrunk
target += std_normal_lpdf(zb_mu2);
target += dirichlet_lpdf(R2D2_phi_mu2 | R2D2_cons_D2_mu2);

// prior: shrunk
vector[Kc_mu2] b_mu2 = zb_mu2 .* sqrt(R2D2_phi_mu2 * (R2D2_R2_mu2 / (1 - R2D2_R2_mu2)));
lprior += beta_proportion_lpdf(R2D2_R2_mu2 | R2D2_mean_R2_mu2, R2D2_prec_R2_mu2);
