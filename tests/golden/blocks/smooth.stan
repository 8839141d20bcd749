// model: smooth
target += std_normal_lpdf(zs_mu1_1_1);
target += std_normal_lpdf(zs_mu1_2_1);
target += std_normal_lpdf(zs_mu1_3_1);
target += std_normal_lpdf(zs_mu1_4_1);

// summand: smooth
Xs_mu1 * bs_mu1
+ Zs_mu1_1_1 * (sds_mu1_1_1 * zs_mu1_1_1)
+ Zs_mu1_2_1 * (sds_mu1_2_1 * zs_mu1_2_1)
+ Zs_mu1_3_1 * (sds_mu1_3_1 * zs_mu1_3_1)
+ Zs_mu1_4_1 * (sds_mu1_4_1 * zs_mu1_4_1)

// summand: smooth_bases
Zs_sigma1_1_1 * (sds_sigma1_1_1 * zs_sigma1_1_1)
