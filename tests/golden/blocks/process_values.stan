// approximate: process
Xgp_theta1_1 * gp_spectral(slambda_theta1_1, sdgp_theta1_1[1], lscale_theta1_1[1], zgp_theta1_1)

// exact: process
gp_exact(Xgp_mu1_1, sdgp_mu1_1[1], lscale_mu1_1[1, 1], zgp_mu1_1)

// exact_scales: process_by
gp_exact_scales(Xgp_1, sdgp_1[1], lscale_1[1], zgp_1)
