// model: shrunk
target += double_exponential_lpdf(b_sigma2 | 0, lasso_scale_sigma2 * lasso_inv_lambda_sigma2);

// prior: shrunk
lprior += chi_square_lpdf(lasso_inv_lambda_sigma2 | lasso_df_sigma2);
