// model: shrunk
target += std_normal_lpdf(zb_mu1);
target += student_t_lpdf(hs_local_mu1 | hs_df_mu1, 0, 1) + Kc_mu1 * log2();

// prior: shrunk
vector[Kc_mu1] b_mu1 = hs_global_mu1 * zb_mu1 .* hs_local_mu1
  ./ sqrt(1 + square(hs_global_mu1 * hs_local_mu1) / (square(hs_scale_slab_mu1) * hs_slab_mu1));
lprior += student_t_lpdf(hs_global_mu1 | hs_df_global_mu1, 0, hs_scale_global_mu1) + log2();
lprior += inv_gamma_lpdf(hs_slab_mu1 | 0.5 * hs_df_slab_mu1, 0.5 * hs_df_slab_mu1);
