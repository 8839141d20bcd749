// model: heavy_tails
target += inv_chi_square_lpdf(udf_1 | df_1);

// predictor: heavy_tails
vector[N_1] dfm_1 = sqrt(df_1 * udf_1);

// step: heavy_tails
r_1 = diag_post_multiply(r_1, dfm_1);

// times: heavy_tails
dfm_2 .*
